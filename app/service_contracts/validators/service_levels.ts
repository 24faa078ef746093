import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

export const serviceLevelAgreementValidator = vine.create({
  service_level_id: vine.number().withoutDecimals().positive().nullable().optional(),
  valid_from: vine.string().trim().use(calendarDay()),
  reason: vine.string().trim().maxLength(255).nullable().optional(),
})
