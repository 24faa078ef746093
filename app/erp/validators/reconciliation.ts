import vine from '@vinejs/vine'
import { CAUSES } from '#erp/rules/finding'

export const reportValidator = vine.create({
  connection: vine.number().withoutDecimals().positive().optional(),
  cause: vine.enum(CAUSES).optional(),
})
