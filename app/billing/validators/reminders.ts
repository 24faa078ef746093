import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'
import { REMINDER_LANGUAGES, type ReminderLevel } from '#billing/queries/reminder_levels'

export const sendRemindersValidator = vine.create({
  invoices: vine.array(vine.number().withoutDecimals().positive()).maxLength(5_000).optional(),
})

export const exclusionValidator = vine.create({
  kind: vine.enum(['dispute', 'promise'] as const),
  reason: vine.string().trim().minLength(3).maxLength(255),
  until: vine.string().trim().use(calendarDay()).nullable().optional(),
})

const LEVELS = [1, 2, 3]

/** After how many days and with what words each of three levels reminds. */
export const levelsValidator = vine.create(
  Object.fromEntries(
    LEVELS.flatMap((level) => [
      [`days_late_${level}`, vine.number().withoutDecimals().range([1, 3_650])],
      ...REMINDER_LANGUAGES.flatMap((language) => [
        [`subject_${language}_${level}`, vine.string().trim().minLength(3).maxLength(150)],
        [`body_${language}_${level}`, vine.string().trim().minLength(3).maxLength(5_000)],
      ]),
    ])
  )
)

/** The levels a person typed, in order. */
export function levelsOf(typed: Record<string, any>): ReminderLevel[] {
  return LEVELS.map((level) => ({
    level,
    daysLate: Number(typed[`days_late_${level}`]),
    texts: Object.fromEntries(
      REMINDER_LANGUAGES.map((language) => [language, { subject: typed[`subject_${language}_${level}`], body: typed[`body_${language}_${level}`] }])
    ),
  }))
}
