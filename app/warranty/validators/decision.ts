import vine from '@vinejs/vine'
import { DECISIONS } from '#warranty/rules/registration_status'

export const decisionKindValidator = vine.create({ decision: vine.enum(DECISIONS) })

export const decisionValidator = vine.create({
  decision: vine.enum(DECISIONS),
  reason: vine.string().trim().minLength(3).maxLength(2000),
})
