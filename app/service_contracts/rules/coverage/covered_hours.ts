import { DateTime } from 'luxon'
import { calendarDate, weekdayOf, type CalendarDate } from '#shared/calendar/calendar_date'

/** When work is covered: opening ranges by weekday in one time zone, and days on which it is closed. */
export interface HoursCalendar {
  id: string
  timeZone: string
  /** Ranges such as `08:00-12:00` by ISO weekday, 1 for Monday; the end does not belong. */
  week: Record<string, string[]>
  holidays: CalendarDate[]
}

/** A moment as people on the spot read it. */
export interface LocalMoment {
  day: CalendarDate
  /** Minutes on the clock's face, 0 to 1439. */
  minute: number
}

const RANGE = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/
const MINUTES_OF_DAY = 1440

/**
 * Reads `08:00-12:00` as minutes of the day; the end may be `24:00` and comes after the start.
 *
 * @throws {RangeError} for any other text
 */
export function hoursRange(text: string): { from: number; to: number } {
  const [, fromHour, fromMinute, toHour, toMinute] = RANGE.exec(text) ?? []
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = Number(toHour) * 60 + Number(toMinute)
  if (!(from < to && to <= MINUTES_OF_DAY)) throw new RangeError(`"${text}" is not a range of hours such as 08:00-12:00`)
  return { from, to }
}

/**
 * The day and the minute on the wall clock of a zone at an instant.
 *
 * @param instant with its offset, such as `2026-11-22T10:15:00Z`
 * @throws {RangeError} when the instant or the zone does not exist
 */
export function localMoment(instant: string, zone: string): LocalMoment {
  const local = DateTime.fromISO(instant, { zone })
  if (!local.isValid) throw new RangeError(`"${instant}" in ${zone} is no moment`)
  return { day: calendarDate(local.toISODate()!), minute: local.hour * 60 + local.minute }
}

/** `localMoment` that computes each instant and zone once: contracts of one customer share them. */
export function rememberingClock(): (instant: string, zone: string) => LocalMoment {
  const known = new Map<string, Map<string, LocalMoment>>()
  return (instant, zone) => {
    let zones = known.get(instant)
    if (!zones) known.set(instant, (zones = new Map()))
    let moment = zones.get(zone)
    if (!moment) zones.set(zone, (moment = localMoment(instant, zone)))
    return moment
  }
}

/** Whether a moment on the spot lies in the opening hours; holidays are closed whole. */
export function isWithinHours(calendar: HoursCalendar, { day, minute }: LocalMoment): boolean {
  if (calendar.holidays.includes(day)) return false
  const ranges = calendar.week[String(weekdayOf(day))] ?? []
  return ranges.map(hoursRange).some(({ from, to }) => from <= minute && minute < to)
}
