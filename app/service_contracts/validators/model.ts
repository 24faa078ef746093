import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

export const modelPublicationValidator = vine.create({
  reason: vine.string().trim().maxLength(255).nullable().optional(),
})

export const modelMoveValidator = vine.create({
  on: vine.string().trim().use(calendarDay()),
})
