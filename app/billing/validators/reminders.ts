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

const words = () =>
  Object.fromEntries(
    REMINDER_LANGUAGES.flatMap((language) => [
      [`subject_${language}`, vine.string().trim().minLength(3).maxLength(150)],
      [`body_${language}`, vine.string().trim().minLength(3).maxLength(5_000)],
    ])
  )

export const levelsValidator = vine.create({
  levels: vine.record(vine.object({ days_late: vine.number().withoutDecimals().range([1, 3_650]), ...words() })),
})

/** The levels a person typed, in order. */
export function levelsOf(typed: Record<string, Record<string, any>>): ReminderLevel[] {
  return Object.entries(typed)
    .map(([level, one]) => ({
      level: Number(level),
      daysLate: Number(one.days_late),
      texts: Object.fromEntries(REMINDER_LANGUAGES.map((language) => [language, { subject: one[`subject_${language}`], body: one[`body_${language}`] }])),
    }))
    .filter(({ level }) => level >= 1 && level <= 9)
    .sort((one, other) => one.level - other.level)
}
