import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { now, sqlInstant } from '#shared/clock'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface SandboxSettings {
  company: string
  currency: string
  timeZone: string
  /** Invoices dated on this day or earlier are refused. */
  closedUntil: CalendarDate | null
  hasUniqueReferences: boolean
}

const DEFAULTS: SandboxSettings = {
  company: 'Sandbox',
  currency: 'EUR',
  timeZone: 'Europe/Madrid',
  closedUntil: null,
  hasUniqueReferences: false,
}

/** The sandbox company's own settings, or their defaults while nobody has saved any. */
export async function sandboxSettings(client: QueryClientContract): Promise<SandboxSettings> {
  const row = await client.from('sandbox_settings').orderBy('id').first()
  if (!row) return DEFAULTS

  return {
    company: row.company,
    currency: row.currency,
    timeZone: row.time_zone,
    closedUntil: row.closed_until,
    hasUniqueReferences: Boolean(row.has_unique_references),
  }
}

/** Saves some of the settings and keeps the others. */
export async function saveSandboxSettings(
  client: QueryClientContract,
  changes: Partial<SandboxSettings>
): Promise<void> {
  const settings = { ...(await sandboxSettings(client)), ...changes }
  await client.from('sandbox_settings').delete()
  await client.table('sandbox_settings').insert({
    id: 1,
    company: settings.company,
    currency: settings.currency,
    time_zone: settings.timeZone,
    closed_until: settings.closedUntil,
    has_unique_references: settings.hasUniqueReferences,
  })
  await client
    .from('sandbox_companies')
    .where('id', 1)
    .update({ name: settings.company, currency: settings.currency, modified_at: sqlInstant(now()) })
}
