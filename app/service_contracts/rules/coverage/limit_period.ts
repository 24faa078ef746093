import { addMonthsAnchored, calendarDate, monthOf, yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Period } from '#shared/calendar/period'
import type { CoverageLimit, LimitPeriodLength } from '#service_contracts/rules/coverage/coverage_terms'

const MONTHS = 12

/**
 * The days over which a limit is counted round a day: its period, counted from the contract's first day
 * or by the calendar; null for a limit on one event or on the contract's whole life.
 */
export function limitPeriod(limit: CoverageLimit, start: CalendarDate, day: CalendarDate): Period | null {
  if (limit.per === 'event' || limit.per === 'contract_life') return null
  const months = monthsOf(limit.period)
  const anchor = limit.period.from === 'calendar' ? calendarDate('0001-01-01') : start

  let index = Math.floor(monthsApart(anchor, day) / months)
  if (addMonthsAnchored(anchor, index * months) > day) index -= 1
  return { from: addMonthsAnchored(anchor, index * months), to: addMonthsAnchored(anchor, (index + 1) * months) }
}

function monthsOf({ unit, count }: LimitPeriodLength): number {
  return unit === 'year' ? count * MONTHS : count
}

function monthsApart(from: CalendarDate, to: CalendarDate): number {
  return (yearOf(to) - yearOf(from)) * MONTHS + monthOf(to) - monthOf(from)
}
