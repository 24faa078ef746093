import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

export const revaluationValidator = vine.create({
  since: vine.string().trim().use(calendarDay()),
  until: vine.string().trim().use(calendarDay()),
})

export const revaluationReasonValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(255),
})

export const revaluationApprovalValidator = vine.create({
  revision: vine.number().withoutDecimals().min(0),
})
