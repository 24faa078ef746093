import {
  dayOfMonthClamped,
  dayWithinMonth,
  firstDayOfMonth,
  monthOfDay,
  type DayNumber,
} from '#shared/calendar/day_number'
import type { Share } from '#service_contracts/rules/billing_item'
import type { BillingPolicy, Proration } from '#service_contracts/rules/contract_line_terms'
import type { DayRange } from '#service_contracts/rules/day_ranges'
import type { PeriodGrid } from '#service_contracts/rules/period_grid'
import { addShares, NOTHING, WHOLE } from '#service_contracts/rules/shares'

/** Which method, and for `fixed_30` how many days a month counts as. */
export interface ProrationMethod {
  proration: Proration
  fixedDaysInMonth: number
}

/** The proration method of a policy with its defaults. */
export function prorationOf(policy: BillingPolicy): ProrationMethod {
  return { proration: policy.proration ?? 'actual', fixedDaysInMonth: policy.fixedDaysInMonth ?? 30 }
}

/**
 * The share of a whole anchored period that some of its days cost, 0 to 1. A whole period is
 * 1 by every method. Methods that count by months treat day and week periods by actual days.
 *
 * - `actual`: days ÷ days of the anchored period (Kill Bill, Lago)
 * - `actual_365`, `actual_360`: the price of a year ÷ 365 or 360, for each day
 * - `fixed_30`: every month the days reach across counts as N days (Kill Bill, fixed days)
 * - `strict_30_360`: 30E/360 of ISDA: the 31st counts as the 30th
 * - `by_month_first`: whole anchored months, and days ÷ days of the anchored month they lie in
 *
 * @param period one whole period of `grid`
 * @param days   lies within `period`
 */
export function shareOfPeriod(method: ProrationMethod, grid: PeriodGrid, period: DayRange, days: DayRange): Share {
  if (days.from <= period.from && days.to >= period.to) return WHOLE
  if (method.proration === 'none') return WHOLE

  const actual = { num: days.to - days.from, den: period.to - period.from }
  if (grid.unit === 'day') return actual

  switch (method.proration) {
    case 'actual_365':
      return capped({ num: 12 * actual.num, den: 365 * grid.step })
    case 'actual_360':
      return capped({ num: 12 * actual.num, den: 360 * grid.step })
    case 'fixed_30':
      return capped({ num: fixedDays(days, method.fixedDaysInMonth), den: method.fixedDaysInMonth * grid.step })
    case 'strict_30_360':
      return capped({ num: days30E360(days), den: 30 * grid.step })
    case 'by_month_first':
      return shareByMonths(grid, period, days)
    default:
      return actual
  }
}

/** Whether the shares of neighbouring days add up to more than 1, so that a cap must follow them. */
export function needsCap({ proration }: ProrationMethod): boolean {
  return proration !== 'actual' && proration !== 'by_month_first' && proration !== 'none'
}

function capped({ num, den }: Share): Share {
  return { num: Math.max(0, Math.min(num, den)), den }
}

function fixedDays({ from, to }: DayRange, daysInMonth: number): number {
  return dayWithinMonth(to) - dayWithinMonth(from) + daysInMonth * (monthOfDay(to) - monthOfDay(from))
}

function days30E360({ from, to }: DayRange): number {
  const dayOf = (day: DayNumber) => Math.min(30, dayWithinMonth(day))
  return dayOf(to) - dayOf(from) + 30 * (monthOfDay(to) - monthOfDay(from))
}

function shareByMonths(grid: PeriodGrid, period: DayRange, days: DayRange): Share {
  const first = monthOfDay(period.from)
  let share = NOTHING
  for (let index = 0; index < grid.step; index += 1) {
    const from = dayOfMonthClamped(first + index, grid.day)
    const to = dayOfMonthClamped(first + index + 1, grid.day)
    const within = Math.min(to, days.to) - Math.max(from, days.from)
    if (within > 0) share = addShares(share, within === to - from ? WHOLE : { num: within, den: to - from })
  }
  return { num: share.num, den: share.den * grid.step }
}

/** The days of `months` calendar months from the one a day lies in, counted from that day. */
export function daysOfMonthsFrom(day: DayNumber, months: number): number {
  const month = monthOfDay(day)
  return dayOfMonthClamped(month + months, day - firstDayOfMonth(month) + 1) - day
}
