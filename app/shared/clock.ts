import { DateTime } from 'luxon'
import { calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'

/** The calendar day it is now in a time zone. For the edge of the house only: rules take the day as an argument. */
export function todayIn(zone: string): CalendarDate {
  return calendarDate(DateTime.now().setZone(zone).toISODate()!)
}

/** This instant in UTC, to the second, as every `*_at` column holds it. */
export function now(): DateTime {
  return DateTime.utc().startOf('second')
}

/** An instant as the database writes it: `2026-11-22 10:15:00`, UTC. */
export function sqlInstant(at: DateTime): string {
  return at.toUTC().toFormat('yyyy-MM-dd HH:mm:ss')
}
