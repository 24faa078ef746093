import vine from '@vinejs/vine'
import { decimalText } from '#shared/records/validator'

export const flowStepValidator = vine.create({
  name: vine.string().trim().minLength(2).maxLength(80),
  group_id: vine.number().withoutDecimals().positive().nullable().optional(),
  role_id: vine.number().withoutDecimals().positive().nullable().optional(),
  amount_above: vine.string().trim().use(decimalText()).nullable().optional(),
})

export const stepDecisionValidator = vine.create({
  decision: vine.enum(['approve', 'refuse']),
  reason: vine.string().trim().maxLength(255).nullable().optional(),
})
