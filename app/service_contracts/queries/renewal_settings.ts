import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ReminderDays } from '#service_contracts/rules/renewal/reminder_window'

export interface RenewalSettings {
  /** People are told so many days before a notice deadline, unless the contract says otherwise. */
  alertDays: number
  /** Whether the nightly job drafts the reminder to the customer once its window opens. */
  writesReminders: boolean
}

const ALERT_DAYS = 60

/** The company's choices about renewals; the usual ones where nothing was chosen. */
export async function renewalSettings(client: QueryClientContract = db.connection()): Promise<RenewalSettings> {
  const row = await client.from('renewal_settings').where('id', 1).first()
  return { alertDays: Number(row?.alert_days ?? ALERT_DAYS), writesReminders: row ? Boolean(row.writes_reminders) : true }
}

/** The reminder windows that laws of countries ask for, by country code. */
export async function reminderWindows(client: QueryClientContract = db.connection()): Promise<Map<string, ReminderDays>> {
  const rows = await client.from('reminder_windows')
  return new Map(rows.map((row) => [row.country, { from: Number(row.from_days), to: Number(row.to_days) }]))
}
