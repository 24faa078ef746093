import { dayNumberOf } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { ContractEvent, ContractLineTerms, FreeDays } from '#service_contracts/rules/contract_line_terms'
import { mergedRanges, withoutRanges, type DayRange } from '#service_contracts/rules/day_ranges'
import { boundaryAt, boundaryBefore, gridOf } from '#service_contracts/rules/period_grid'

const NO_RANGES: readonly DayRange[] = []

/**
 * The first day of a line that is not free by its policy. Both are counted from the first
 * day of the line, or of the contract it is aligned to, and periods by the boundaries agreed
 * there: no later change of periods and no item added later moves or repeats them. Where
 * days and periods are agreed, the later of the two ends counts.
 */
export function endOfFirstFreeDays({ start, alignedTo, billing }: Pick<ContractLineTerms, 'start' | 'alignedTo' | 'billing'>): DayNumber {
  const first = dayNumberOf(start)
  if (!billing.freeDays && !billing.freePeriods) return first

  const origin = alignedTo ?? start
  const counted = dayNumberOf(origin)
  const byDays = Math.max(first, counted + Math.max(0, billing.freeDays ?? 0))
  if (!billing.freePeriods || billing.freePeriods < 0) return byDays
  const grid = gridOf(origin, billing.anchor ?? { kind: 'start' }, billing.period)
  return Math.max(byDays, boundaryAt(grid, boundaryBefore(grid, counted) + billing.freePeriods))
}

/**
 * The days that dated agreements make free, less those taken back. Service goes on
 * meanwhile, and periods keep their boundaries.
 *
 * @throws {BillingRefused} `invalid_event` for free days that end before they begin
 */
export function freeRanges(events: readonly ContractEvent[]): readonly DayRange[] {
  if (!events.some(({ kind }) => kind === 'free')) return NO_RANGES

  const agreed = events.filter((event): event is FreeDays => event.kind === 'free')
  const wrong = agreed.find(({ on, to }) => to <= on)
  if (wrong) throw new BillingRefused('invalid_event', `Free days from ${wrong.on} cannot end on ${wrong.to}`)
  const rangesOf = (takenBack: boolean) =>
    mergedRanges(agreed.filter((event) => Boolean(event.takenBack) === takenBack).map(({ on, to }) => ({ from: dayNumberOf(on), to: dayNumberOf(to) })))
  const back = rangesOf(true)
  return rangesOf(false).flatMap((range) => withoutRanges(range, back))
}

/** Whether anything about a line may be free: a cheap question before the exact one. */
export function mayBeFree({ billing, events }: ContractLineTerms): boolean {
  return Boolean(billing.freeDays || billing.freePeriods || events?.some(({ kind }) => kind === 'free'))
}
