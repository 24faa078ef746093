import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

const day = () => vine.string().trim().use(calendarDay()).nullable().optional()
const id = () => vine.number().withoutDecimals().positive().nullable().optional()

/** The first and the last day of a statement. */
export const statementValidator = vine.create({ from: day(), to: day() })

/** Of which day, site and company of the ERP the receivables are. */
export const receivablesValidator = vine.create({
  on: day(),
  site: id(),
  company: id(),
  page: vine.number().withoutDecimals().range([1, 10_000]).optional(),
})
