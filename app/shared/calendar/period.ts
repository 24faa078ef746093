import { daysBetween, earliest, latest, type CalendarDate } from '#shared/calendar/calendar_date'

/** A half-open stretch of days: `from` belongs to it, `to` is the first day that does not. */
export interface Period {
  from: CalendarDate
  to: CalendarDate
}

/**
 * A period from its two bounds.
 *
 * @throws {RangeError} when `to` comes before `from`; an empty period is allowed
 */
export function period(from: CalendarDate, to: CalendarDate): Period {
  if (to < from) throw new RangeError(`A period cannot end on ${to} when it begins on ${from}`)
  return { from, to }
}

/** How many days a period lasts. */
export function lengthInDays({ from, to }: Period): number {
  return daysBetween(from, to)
}

/** Whether a day belongs to a period. */
export function contains({ from, to }: Period, day: CalendarDate): boolean {
  return from <= day && day < to
}

/** Whether two periods share a day. An empty period shares none. */
export function overlaps(one: Period, other: Period): boolean {
  return latest(one.from, other.from) < earliest(one.to, other.to)
}

/** The days two periods share, or null when they share none. */
export function intersection(one: Period, other: Period): Period | null {
  const from = latest(one.from, other.from)
  const to = earliest(one.to, other.to)
  return from < to ? { from, to } : null
}
