/**
 * Calendar days as integers, for arithmetic over many of them: day 0 is 1 January 1970, in
 * the proleptic Gregorian calendar. Months are counted the same way: `year * 12 + month - 1`.
 */
export type DayNumber = number

/** A calendar month as an integer: `year * 12 + (month - 1)`. */
export type MonthIndex = number

const FIRST_MONTH = 12
const LAST_MONTH = 10_000 * 12
const firstDays = new Int32Array(LAST_MONTH - FIRST_MONTH + 2)
for (let month = FIRST_MONTH; month <= LAST_MONTH + 1; month += 1) {
  firstDays[month - FIRST_MONTH] = computeFirstDay(month)
}

/** The first day of a month. Any year may be asked for, also outside 1–9999. */
export function firstDayOfMonth(month: MonthIndex): DayNumber {
  return month >= FIRST_MONTH && month <= LAST_MONTH + 1 ? firstDays[month - FIRST_MONTH] : computeFirstDay(month)
}

/** 28 to 31. */
export function daysInMonth(month: MonthIndex): number {
  return firstDayOfMonth(month + 1) - firstDayOfMonth(month)
}

/** Day `day` (1–31) of a month, or the month's last day when it is shorter. */
export function dayOfMonthClamped(month: MonthIndex, day: number): DayNumber {
  const first = firstDayOfMonth(month)
  return Math.min(first + day, firstDayOfMonth(month + 1)) - 1
}

/** The month a day falls in. */
export function monthOfDay(day: DayNumber): MonthIndex {
  let month = 1970 * 12 + Math.floor(day / 30.436875)
  while (firstDayOfMonth(month) > day) month -= 1
  while (firstDayOfMonth(month + 1) <= day) month += 1
  return month
}

/** Which day of its month a day is, 1 to 31. */
export function dayWithinMonth(day: DayNumber): number {
  return day - firstDayOfMonth(monthOfDay(day)) + 1
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOfDay(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Days from 1 January 1970 to the first of a month, by counting leap days. */
function computeFirstDay(month: MonthIndex): DayNumber {
  const fromMarch = month - 2
  const year = Math.floor(fromMarch / 12)
  const daysBeforeMonth = Math.floor((153 * (fromMarch - year * 12) + 2) / 5)
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + daysBeforeMonth - 719_468
}
