import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

export const signatureValidator = vine.create({
  signed_on: vine.string().trim().use(calendarDay()),
  signed_by: vine.string().trim().minLength(2).maxLength(120),
  file: vine.file(),
})
