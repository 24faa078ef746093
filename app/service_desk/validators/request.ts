import vine from '@vinejs/vine'
import { REQUEST_MOVES, WAITING_FOR } from '#service_desk/rules/request_status'

export const requestMoveValidator = vine.create({ move: vine.enum(REQUEST_MOVES) })

export const requestStepValidator = vine.create({
  move: vine.enum(REQUEST_MOVES),
  reason: vine.string().trim().maxLength(5000).nullable().optional(),
  assignee_id: vine.number().withoutDecimals().positive().nullable().optional(),
  waiting_for: vine.enum(WAITING_FOR).nullable().optional(),
})

export const workApprovalValidator = vine.create({ seen: vine.string().maxLength(64) })

export const workReasonValidator = vine.create({ reason: vine.string().trim().maxLength(2000).nullable().optional() })
