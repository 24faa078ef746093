import type { DayNumber } from '#shared/calendar/day_number'
import type { BillingPolicy } from '#service_contracts/rules/contract_line_terms'
import type { DayRange } from '#service_contracts/rules/day_ranges'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { GridFrom } from '#service_contracts/rules/grid_history'
import type { LineHistory } from '#service_contracts/rules/line_history'
import { boundaryAt, boundaryBefore } from '#service_contracts/rules/period_grid'
import { piecesOf } from '#service_contracts/rules/period_pieces'
import type { Stretch } from '#service_contracts/rules/stretch'
import { stubTreatment } from '#service_contracts/rules/stubs'

/** More items than this are a slip of the keyboard, not a contract. */
export const MAX_ITEMS = 10_000

/**
 * Everything a line costs in the periods that begin before `until`, whether billed or not:
 * sorted, disjoint, each stretch within one period at one price. Always computed from the
 * whole history, never from what was billed last.
 *
 * @param since periods that end on or before this day are left out
 * @throws {BillingRefused} `too_many_items` beyond 10,000 stretches
 */
export function expectedStretches(
  history: LineHistory,
  policy: BillingPolicy,
  until: DayNumber,
  since: DayNumber
): Stretch[] {
  const stretches: Stretch[] = []
  for (const under of history.grids) addPeriods(stretches, history, policy, under, until, since)
  return stretches
}

/**
 * How many days an item may reach over the period it belongs to: one period for each end that
 * bills its stub with its neighbour, two where a line is so short that both do.
 */
export function reachOfItems(policy: BillingPolicy, history: LineHistory): number {
  const joins = Number(policy.firstPartial === 'long') + Number(policy.lastPartial === 'long')
  return joins === 0 ? 0 : joins * longestPeriod(history)
}

/** The length in days of the longest period of a line. */
export function longestPeriod({ grids }: LineHistory): number {
  return Math.max(...grids.map(({ grid }) => (grid.unit === 'month' ? 31 * grid.step : grid.step)))
}

function addPeriods(
  stretches: Stretch[],
  history: LineHistory,
  policy: BillingPolicy,
  under: GridFrom,
  until: DayNumber,
  since: DayNumber
): void {
  const begin = Math.max(under.from, history.start)
  const end = Math.min(under.to, history.billingEnd)
  if (begin >= end || begin >= until) return

  const { grid } = under
  let k = boundaryBefore(grid, Math.max(begin, Math.min(since, end - 1)))
  let from = boundaryAt(grid, k)
  let joined = false
  while (from < end && from < until) {
    const to = boundaryAt(grid, (k += 1))
    const days = { from: Math.max(from, begin), to: Math.min(to, end) }
    const stub = stubTreatment(policy, from < history.start && begin === history.start, to > history.billingEnd)
    const group = joined || (stub.joinsPrevious && from > begin) ? lastGroup(stretches) : lastGroup(stretches) + 1

    if (stub.treatment !== 'free' && to > since) {
      const isFull = stub.treatment === 'flat' && (to <= under.to || under.to >= history.billingEnd)
      addPaidDays(stretches, history, { from, to }, days, under, isFull, group)
    }
    joined = stub.joinsNext
    from = to
  }
}

function addPaidDays(
  stretches: Stretch[],
  history: LineHistory,
  period: DayRange,
  days: DayRange,
  under: GridFrom,
  isFlat: boolean,
  group: number
): void {
  if (days.from < history.firstPaidDay) days.from = history.firstPaidDay
  if (days.from >= days.to) return

  for (const piece of piecesOf(history, period, days, under, isFlat, group)) stretches.push(piece)
  if (stretches.length > MAX_ITEMS) {
    throw new BillingRefused('too_many_items', `The span would give more than ${MAX_ITEMS} items`)
  }
}

function lastGroup(stretches: readonly Stretch[]): number {
  return stretches.length === 0 ? 0 : stretches[stretches.length - 1].group
}
