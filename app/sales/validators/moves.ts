import vine from '@vinejs/vine'
import { OFFER_MOVES, REJECT_REASONS } from '#sales/rules/offer_status'
import { LOST_REASONS, OPPORTUNITY_MOVES } from '#sales/rules/opportunity_status'

const note = () => vine.string().trim().maxLength(2000).nullable().optional()

export const offerMoveValidator = vine.create({ move: vine.enum(OFFER_MOVES) })

export const offerStepValidator = vine.create({
  move: vine.enum(OFFER_MOVES),
  reason: vine.enum(REJECT_REASONS).nullable().optional(),
  note: note(),
  customer_reference: vine.string().trim().maxLength(64).nullable().optional(),
})

export const opportunityMoveValidator = vine.create({ move: vine.enum(OPPORTUNITY_MOVES) })

export const opportunityStepValidator = vine.create({
  move: vine.enum(OPPORTUNITY_MOVES),
  reason: vine.enum(LOST_REASONS).nullable().optional(),
  note: note(),
})
