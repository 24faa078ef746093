import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'
import { CAUSES } from '#erp/rules/finding'

export const reportValidator = vine.create({
  connection: vine.number().withoutDecimals().positive().optional(),
  cause: vine.enum(CAUSES).optional(),
})

/** The day of a liability, and whether only what differs is asked for. */
export const pointLiabilityValidator = vine.create({
  on: vine.string().trim().use(calendarDay()).nullable().optional(),
  only: vine.boolean().nullable().optional(),
})
