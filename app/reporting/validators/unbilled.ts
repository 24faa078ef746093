import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

const id = () => vine.number().withoutDecimals().positive()

export const unbilledValidator = vine.create({
  from: vine.string().trim().use(calendarDay()).optional(),
  to: vine.string().trim().use(calendarDay()).optional(),
  company_id: id().optional(),
  kind: vine.string().trim().regex(/^[a-z_]+(:[a-z_]+)?$/).optional(),
  by: vine.enum(['owner', 'company', 'kind'] as const).optional(),
  only: vine.boolean().optional(),
  page: id().max(100_000).optional(),
})

export const statementItemsValidator = vine.create({
  key: vine.string().trim().regex(/^[a-z_]+:\d+$/),
  company_id: id(),
  from: vine.string().trim().use(calendarDay()),
  to: vine.string().trim().use(calendarDay()),
  state: vine.enum(['expected', 'billed', 'credited', 'held', 'excluded', 'proposed', 'open'] as const).optional(),
})

/** A calendar month, as 2026-07. */
export const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/

export const monthValidator = vine.create({ month: vine.string().trim().regex(MONTH) })
export const reopenMonthValidator = vine.create({ reason: vine.string().trim().minLength(3).maxLength(255) })
