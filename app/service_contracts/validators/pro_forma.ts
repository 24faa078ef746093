import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

const day = () => vine.string().trim().use(calendarDay()).nullable().optional()

/** The first and the last day of a pro-forma. */
export const proFormaValidator = vine.create({ from: day(), to: day() })
