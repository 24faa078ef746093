import { isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { hoursRange, type HoursCalendar } from '#service_contracts/rules/coverage/covered_hours'

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Ranges as a person writes them, `08:00-13:00, 14:00-18:00`; none for an empty text, null when they are unreadable. */
export function rangesOf(text: string | null | undefined): string[] | null {
  const ranges = (text ?? '').split(',').map((part) => part.replaceAll(/\s/g, '')).filter(Boolean)
  try {
    ranges.forEach(hoursRange)
    return ranges
  } catch {
    return null
  }
}

/** Days as a person writes them, one a line; null when one of them is no day. */
export function holidaysOf(text: string | null | undefined): CalendarDate[] | null {
  const days = (text ?? '').split(/[\s,;]+/).filter(Boolean)
  return days.every(isCalendarDate) ? (days as CalendarDate[]) : null
}

/** A calendar as coverage rules read it, from its row. Unreadable texts were refused when it was saved. */
export function calendarOf(row: Record<string, any>): HoursCalendar {
  return {
    id: String(row.id),
    timeZone: row.time_zone,
    week: Object.fromEntries(WEEKDAYS.map((name, at) => [String(at + 1), rangesOf(row[name]) ?? []])),
    holidays: holidaysOf(row.holidays) ?? [],
  }
}
