import { DateTime } from 'luxon'
import type { CalendarDate } from '#shared/calendar/calendar_date'

/** An hour of the day as people write it: `07:45`. */
export function isHour(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

/** The instant of a day and an hour in a zone; without an hour, of its noon. */
export function instantAt(on: CalendarDate | string, hour: string | null, zone: string): DateTime {
  return DateTime.fromISO(`${on}T${hour || '12:00'}`, { zone })
}

/** An instant as a row holds it, which is a text or a date, as the database pleases. */
export function storedInstant(at: unknown): DateTime {
  return at instanceof Date ? DateTime.fromJSDate(at, { zone: 'utc' }) : DateTime.fromSQL(String(at), { zone: 'utc' })
}

/** A stored instant as coverage is asked about it: `2026-11-22T10:15:00Z`. */
export function instantText(at: unknown): string {
  return storedInstant(at).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'")
}
