import { dayNumberOf } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import { billDayOf } from '#service_contracts/rules/bill_date'
import type { BillingPolicy, ContractEvent, ContractLineTerms, Termination } from '#service_contracts/rules/contract_line_terms'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { gridOn, type GridFrom } from '#service_contracts/rules/grid_history'
import { boundaryAt, boundaryBefore } from '#service_contracts/rules/period_grid'
import { extendedEnd } from '#service_contracts/rules/suspension'

export interface EndOfService {
  /** First day without service. */
  serviceEnd: DayNumber
  /** First day that is no longer billed: later than `serviceEnd` when a termination keeps what was billed in advance. */
  billingEnd: DayNumber
  /** What becomes of days billed beyond the end: credited, paid back or kept; null without a termination. */
  settlement: 'credit' | 'refund' | 'none' | null
}

/**
 * When service and billing end: on the end of the line, or on the first termination before it.
 *
 * @param events sorted by day
 */
export function endOfService(
  terms: ContractLineTerms,
  events: readonly ContractEvent[],
  grids: readonly GridFrom[]
): EndOfService {
  const end = terms.end ? extendedEnd(dayNumberOf(terms.end), events) : FOREVER
  const termination = events.find((event): event is Termination => event.kind === 'terminate')
  if (!termination) return { serviceEnd: end, billingEnd: end, settlement: null }

  const terminated = dayNumberOf(termination.on) + (termination.dayUsed ? 1 : 0)
  if (terminated >= end) return { serviceEnd: end, billingEnd: end, settlement: null }

  const settlement = termination.credit ?? 'credit'
  const start = dayNumberOf(terms.start)
  if (settlement !== 'none' || terminated <= start) return { serviceEnd: terminated, billingEnd: terminated, settlement }

  const kept = endOfBilledInAdvance(terms.billing, gridOn(grids, terminated - 1), start, dayNumberOf(termination.on))
  return { serviceEnd: terminated, billingEnd: Math.min(Math.max(kept, terminated), end), settlement }
}

/** The end of the last period whose bill date came before the day the termination became known. */
function endOfBilledInAdvance(policy: BillingPolicy, { grid, from, mode }: GridFrom, start: DayNumber, known: DayNumber): DayNumber {
  if (mode === 'arrears') return known

  let k = boundaryBefore(grid, Math.max(known, start))
  let begin = Math.max(boundaryAt(grid, k), from, start)
  while (billDayOf(policy, { from: begin, to: begin }, mode) < known) begin = boundaryAt(grid, (k += 1))
  return begin
}
