import vine from '@vinejs/vine'
import { ERP_ENTITIES } from '#contracts/erp'
import { LAUNCH_SCREENS } from '#erp/rules/launch_ticket'

/** A plain link of the ERP: what to show, and nothing about who asks. */
export const launchLinkValidator = vine.create({
  connection: vine.number().withoutDecimals().positive(),
  entity: vine.enum(ERP_ENTITIES).optional(),
  key: vine.string().trim().minLength(1).maxLength(64).optional().requiredIfExists('entity'),
  screen: vine.enum(LAUNCH_SCREENS).optional(),
})

/** A sign-in that another house begins, as OpenID Connect describes it. */
export const initiatedSignInValidator = vine.create({
  iss: vine.string().trim().maxLength(190),
  login_hint: vine.string().trim().maxLength(190).optional(),
  target_link_uri: vine.string().trim().maxLength(2000).optional(),
})
