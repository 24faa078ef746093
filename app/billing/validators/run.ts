import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

export const startRunValidator = vine.create({
  until: vine.string().trim().use(calendarDay()),
})

export const excludeChargeValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(255),
})

export const handCreditDecisionValidator = vine.create({
  treatment: vine.enum(['kept', 'again'] as const),
  reason: vine.string().trim().minLength(3).maxLength(255),
})

export const approveRunValidator = vine.create({
  revision: vine.number().withoutDecimals().min(0),
})

export const billingSettingsValidator = vine.create({
  allows_own_approval: vine.boolean().optional(),
  anomaly_percent: vine.number().withoutDecimals().range([1, 1000]),
})
