import vine from '@vinejs/vine'
import { OUTCOMES } from '#warranty/rules/check_policy'

export const settingsValidator = vine.create({
  deadline_days: vine.number().withoutDecimals().range([1, 3650]).nullable().optional(),
  replacement_days: vine.number().withoutDecimals().range([1, 3650]).nullable().optional(),
  is_form_open: vine.boolean().optional(),
  outcomes: vine.record(vine.enum(OUTCOMES)),
})
