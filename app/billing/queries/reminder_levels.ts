import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'

export const REMINDER_LANGUAGES = ['en', 'es', 'ro'] as const
const DEFAULT_DAYS = [7, 21, 45]

export interface ReminderLevel {
  level: number
  daysLate: number
  texts: Record<string, { subject: string; body: string }>
}

/** The company's levels of reminders, in order; until it has chosen, three with texts of ours. */
export async function reminderLevels(trx?: Trx): Promise<ReminderLevel[]> {
  const rows = await (trx ?? db).from('reminder_levels').orderBy('level')
  if (rows.length === 0) return DEFAULT_DAYS.map((daysLate, index) => ({ level: index + 1, daysLate, texts: texts((language) => defaultsOf(language, index + 1)) }))

  return rows.map((row) => ({
    level: Number(row.level),
    daysLate: Number(row.days_late),
    texts: texts((language) => ({ subject: row[`subject_${language}`], body: row[`body_${language}`] })),
  }))
}

function texts(of: (language: string) => { subject: string; body: string }) {
  return Object.fromEntries(REMINDER_LANGUAGES.map((language) => [language, of(language)]))
}

/** The names in braces are filled in when a reminder is sent, so they stay as they are here. */
function defaultsOf(language: string, level: number) {
  const i18n = i18nManager.locale(language)
  const kept = { company: '{company}', total: '{total}' }
  return { subject: i18n.t(`receivables.defaults.level_${level}.subject`, kept), body: i18n.t(`receivables.defaults.level_${level}.body`, kept) }
}
