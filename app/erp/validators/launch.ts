import vine from '@vinejs/vine'
import { JWS_ALGORITHMS } from '#erp/rules/compact_jws'

export const ticketValidator = vine.create({
  ticket: vine.string().maxLength(8192),
  embed: vine.boolean().optional(),
})

export const launchSettingsValidator = vine.create({
  issuer: vine.string().trim().minLength(1).maxLength(190),
  origins: vine.string().maxLength(4000).optional(),
  provisions: vine.boolean().optional(),
  provider_id: vine.number().withoutDecimals().exists({ table: 'identity_providers', column: 'id' }).optional(),
})

export const launchKeyValidator = vine.create({
  algorithm: vine.enum(JWS_ALGORITHMS),
  public_key: vine.string().maxLength(8000).optional(),
  valid_days: vine.number().withoutDecimals().range([1, 3650]).optional(),
})

export const launchUserValidator = vine.create({
  erp_user: vine.string().trim().minLength(1).maxLength(64),
  user_id: vine
    .number()
    .withoutDecimals()
    .exists({ table: 'users', column: 'id' }),
})
