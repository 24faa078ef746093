import { dateOfDay, dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { BilledSegment, BillingItem } from '#service_contracts/rules/billing_item'
import { billedThrough } from '#service_contracts/rules/bill_date'
import { chargesFor } from '#service_contracts/rules/charges'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { expectedStretches, longestPeriod, reachOfItems } from '#service_contracts/rules/expected'
import { historyOf, type LineHistory } from '#service_contracts/rules/line_history'
import { reconcile } from '#service_contracts/rules/reconcile'

const LAST_DAY = dayNumberOf('9999-12-31' as CalendarDate)

/**
 * The schedule of a line: what it costs between two days whether billed or not, each item
 * with its bill date. For the page of a contract; an item that reaches over a bound is shown whole.
 *
 * @throws {BillingRefused} as `reconcile`
 */
export function timeline(terms: ContractLineTerms, from: CalendarDate, to: CalendarDate): BillingItem[] {
  const history = historyOf(terms)
  const reach = reachOfItems(terms.billing, history)
  const stretches = expectedStretches(history, terms.billing, dayNumberOf(to) + reach, dayNumberOf(from) - reach)
  return chargesFor(stretches, [], history, terms.billing, FOREVER).filter((item) => item.to > from && item.from < to)
}

/**
 * The first day after `after` on which a run has something to bill or to credit that no run
 * up to `after` has, or null when nothing will come any more. Derived for display, never stored.
 *
 * @throws {BillingRefused} as `reconcile`
 */
export function nextBillDate(
  terms: ContractLineTerms,
  billed: readonly BilledSegment[],
  after: CalendarDate
): CalendarDate | null {
  const history = historyOf(terms)
  const last = lastDayToLookAt(terms, history, billed)
  let day = Math.max(dayNumberOf(after), dayNumberOf(terms.start))
  for (let step = longestPeriod(history); day < last; step *= 2) {
    day = Math.min(day + step, last)
    const next = reconcile(terms, billed, dateOfDay(day)).find(({ billDate }) => billDate > after)
    if (next) return next.billDate
  }
  return null
}

/** Nothing is billed after the bill date of the last period, nor of the last change. */
function lastDayToLookAt(
  { billing }: ContractLineTerms,
  history: LineHistory,
  billed: readonly BilledSegment[]
): DayNumber {
  const suspendedFrom = history.suspended.at(-1)
  const end = suspendedFrom?.to === FOREVER ? Math.min(suspendedFrom.from, history.billingEnd) : history.billingEnd
  const lag = Math.max(...history.grids.map(({ mode }) => dayNumberOf('1970-01-01' as CalendarDate) - billedThrough(billing, 0, mode)))
  const changes = [...history.eventDays, ...billed.map(({ to }) => dayNumberOf(to))]
  return Math.min(LAST_DAY, changes.reduce((latest, day) => Math.max(latest, day), end) + Math.max(0, lag) + 1)
}
