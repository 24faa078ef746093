import {
  dayOfMonthClamped,
  daysInMonth,
  dayWithinMonth,
  firstDayOfMonth,
  monthOfDay,
  weekdayOfDay,
  type DayNumber,
} from '#shared/calendar/day_number'

/**
 * A day in the Gregorian calendar, written `YYYY-MM-DD`, with no time and no time zone.
 * Two calendar dates compare correctly with `<`, `===` and `>`. Years run from 0001 to 9999.
 */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' }

const FIRST_DAY = firstDayOfMonth(12)
const LAST_DAY = firstDayOfMonth(10_000 * 12) - 1
const PATTERN = /^\d{4}-\d{2}-\d{2}$/

/**
 * Reads a calendar date from text.
 *
 * @throws {RangeError} when the text is not a day that exists, such as `2026-02-30`
 */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`"${text}" is not a calendar date`)
  return text
}

/** Whether a value is the text of a day that exists, in the years 0001 to 9999. */
export function isCalendarDate(value: unknown): value is CalendarDate {
  if (typeof value !== 'string' || !PATTERN.test(value)) return false
  const month = twoDigits(value, 5)
  const day = twoDigits(value, 8)
  if (month < 1 || month > 12 || day < 1) return false
  const index = yearOf(value as CalendarDate) * 12 + month - 1
  return index >= 12 && day <= daysInMonth(index)
}

/** The day as an integer; 0 is 1970-01-01. */
export function dayNumberOf(date: CalendarDate): DayNumber {
  return firstDayOfMonth(yearOf(date) * 12 + twoDigits(date, 5) - 1) + twoDigits(date, 8) - 1
}

const CACHED_FROM = firstDayOfMonth(1990 * 12)
const CACHED_DAYS = firstDayOfMonth(2060 * 12) - CACHED_FROM
const cachedDates = new Array<CalendarDate | undefined>(CACHED_DAYS).fill(undefined)

/**
 * The calendar date of a day number.
 *
 * @throws {RangeError} when the day lies outside the years 0001 to 9999
 */
export function dateOfDay(day: DayNumber): CalendarDate {
  const slot = day - CACHED_FROM
  if (slot >= 0 && slot < CACHED_DAYS) return (cachedDates[slot] ??= writeDate(day))
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) {
    throw new RangeError('A calendar date lies in the years 0001 to 9999')
  }
  return writeDate(day)
}

/** Moves a date by whole days, back when `days` is negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayNumberOf(date) + days)
}

/**
 * Moves a date by whole months. A day the target month lacks becomes its last day:
 * 31 January plus one month is 28 or 29 February. Always move from the anchor, never from
 * an earlier result, or a series drifts.
 *
 * @param anchorDay the day of the month to return to, 1 to 31; by default that of `anchor`
 */
export function addMonthsAnchored(
  anchor: CalendarDate,
  months: number,
  anchorDay: number = dayOf(anchor)
): CalendarDate {
  return dateOfDay(dayOfMonthClamped(yearOf(anchor) * 12 + monthOf(anchor) - 1 + months, anchorDay))
}

/** Whole days from one date to another; negative when `to` is the earlier one. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from)
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(date: CalendarDate): number {
  return weekdayOfDay(dayNumberOf(date))
}

/** The last day of the month a date falls in. */
export function endOfMonth(date: CalendarDate): CalendarDate {
  return addMonthsAnchored(date, 0, 31)
}

/** The first day of the month a date falls in. */
export function startOfMonth(date: CalendarDate): CalendarDate {
  return addMonthsAnchored(date, 0, 1)
}

/** The earliest of one or more dates. */
export function earliest(first: CalendarDate, ...others: CalendarDate[]): CalendarDate {
  return others.reduce((found, date) => (date < found ? date : found), first)
}

/** The latest of one or more dates. */
export function latest(first: CalendarDate, ...others: CalendarDate[]): CalendarDate {
  return others.reduce((found, date) => (date > found ? date : found), first)
}

/** The year, 1 to 9999. */
export function yearOf(date: CalendarDate): number {
  return twoDigits(date, 0) * 100 + twoDigits(date, 2)
}

/** The month of the year, 1 to 12. */
export function monthOf(date: CalendarDate): number {
  return twoDigits(date, 5)
}

/** The day of the month, 1 to 31. */
export function dayOf(date: CalendarDate): number {
  return twoDigits(date, 8)
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528
}

function writeDate(day: DayNumber): CalendarDate {
  const month = monthOfDay(day)
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return `${year}-${pad((month % 12) + 1)}-${pad(dayWithinMonth(day))}` as CalendarDate
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
