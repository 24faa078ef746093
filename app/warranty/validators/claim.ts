import vine from '@vinejs/vine'
import { decimalText } from '#shared/records/validator'
import { CLAIM_MOVES } from '#warranty/rules/claim_status'

export const claimMoveValidator = vine.create({ move: vine.enum(CLAIM_MOVES) })

export const claimStepValidator = vine.create({
  move: vine.enum(CLAIM_MOVES),
  reason: vine.string().trim().maxLength(2000).nullable().optional(),
  allowed: vine.record(vine.string().trim().use(decimalText()).nullable()).optional(),
})
