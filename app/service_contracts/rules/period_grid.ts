import { dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { dayOfMonthClamped, dayWithinMonth, monthOfDay, weekdayOfDay, type DayNumber } from '#shared/calendar/day_number'
import type { Anchor, PeriodLength, PeriodUnit } from '#service_contracts/rules/contract_line_terms'

/**
 * The endless row of boundaries between periods. Boundary k is `origin + k × step`, in months
 * returning to `day` (or the month's last day), or in days. Always counted from the origin,
 * never from the boundary before, so that nothing drifts.
 */
export interface PeriodGrid {
  unit: 'month' | 'day'
  step: number
  /** A month index, or a day number. */
  origin: number
  /** For months: 1 to 31. */
  day: number
}

const MONTHS: Partial<Record<PeriodUnit, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** A length in months, or null for days and weeks. */
export function lengthInMonths({ unit, count }: PeriodLength): number | null {
  const months = MONTHS[unit]
  return months === undefined ? null : months * count
}

/** A length in days, for days and weeks. */
export function lengthInWholeDays({ unit, count }: PeriodLength): number {
  return unit === 'week' ? 7 * count : count
}

/**
 * The grid of a line that begins on `start`. Anchors on a day of the month mean nothing to
 * day and week periods, nor a weekday to months: both then count from `start`.
 */
export function gridOf(start: CalendarDate, anchor: Anchor, length: PeriodLength): PeriodGrid {
  const first = dayNumberOf(start)
  const months = lengthInMonths(length)
  if (months === null) return dayGrid(first, anchor, length)

  const month = monthOfDay(first)
  switch (anchor.kind) {
    case 'day_of_month':
      return { unit: 'month', step: months, origin: month, day: anchor.day }
    case 'month_end':
      return { unit: 'month', step: months, origin: month, day: 31 }
    case 'calendar_months':
      return { unit: 'month', step: months, origin: month, day: 1 }
    case 'calendar':
      return { unit: 'month', step: months, origin: firstOfCalendarYear(month, anchor.firstMonth ?? 1), day: 1 }
    default:
      return { unit: 'month', step: months, origin: month, day: dayWithinMonth(first) }
  }
}

/** Boundary number k; k may be negative. */
export function boundaryAt(grid: PeriodGrid, k: number): DayNumber {
  const position = grid.origin + k * grid.step
  return grid.unit === 'month' ? dayOfMonthClamped(position, grid.day) : position
}

/** The number of the last boundary on or before a day. */
export function boundaryBefore(grid: PeriodGrid, day: DayNumber): number {
  if (grid.unit === 'day') return Math.floor((day - grid.origin) / grid.step)

  const k = Math.floor((monthOfDay(day) - grid.origin) / grid.step)
  return boundaryAt(grid, k) > day ? k - 1 : k
}

/** The first boundary on or after a day. */
export function boundaryFrom(grid: PeriodGrid, day: DayNumber): DayNumber {
  const k = boundaryBefore(grid, day)
  const boundary = boundaryAt(grid, k)
  return boundary === day ? boundary : boundaryAt(grid, k + 1)
}

/** Whether two grids have the same boundaries. */
export function sameGrid(one: PeriodGrid, other: PeriodGrid): boolean {
  return (
    one.unit === other.unit &&
    one.step === other.step &&
    one.day === other.day &&
    (one.origin - other.origin) % one.step === 0
  )
}

/** Weeks begin on Monday in the calendar, or on the weekday of the anchor. */
function dayGrid(first: DayNumber, anchor: Anchor, length: PeriodLength): PeriodGrid {
  const weekday = anchor.kind === 'weekday' ? anchor.day : anchor.kind === 'calendar' ? 1 : null
  const shift = length.unit === 'week' && weekday !== null ? weekday - weekdayOfDay(first) : 0
  return { unit: 'day', step: lengthInWholeDays(length), origin: first + shift, day: 0 }
}

/** The month the (fiscal) year around `month` begins with; every calendar period divides it. */
function firstOfCalendarYear(month: number, firstMonth: number): number {
  const begin = month - (month % 12) + firstMonth - 1
  return begin > month ? begin - 12 : begin
}
