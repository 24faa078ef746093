import { dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import { billedThrough } from '#service_contracts/rules/bill_date'
import type { BilledSegment, BillingItem } from '#service_contracts/rules/billing_item'
import { chargesFor } from '#service_contracts/rules/charges'
import { compareWithLedger } from '#service_contracts/rules/comparison'
import type { BillingPolicy, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { creditsFor } from '#service_contracts/rules/credits'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { expectedStretches, reachOfItems } from '#service_contracts/rules/expected'
import { readLedger, type LedgerCharge } from '#service_contracts/rules/ledger'
import { historyOf, type LineHistory } from '#service_contracts/rules/line_history'

export interface ReconcileOptions {
  /**
   * Periods and ledger rows that end on or before this day are settled: they are neither
   * charged nor credited, and the ledger need not list them.
   */
  closedThrough?: CalendarDate
}

/**
 * What is still to be billed for one contract line, or to be credited: everything that is
 * due on or before `until` under its terms, less what the ledger holds. Empty when nothing
 * is missing; running it again on its own result gives nothing.
 *
 * @param billed the whole ledger of the line, in any order
 * @param until  the target day; a day before the first bill date gives nothing
 * @returns      sorted by bill date, then first day, credits before charges
 * @throws {BillingRefused} when the terms or the ledger mean nothing, or more than 10,000 items would come
 */
export function reconcile(
  terms: ContractLineTerms,
  billed: readonly BilledSegment[],
  until: CalendarDate,
  { closedThrough }: ReconcileOptions = {}
): BillingItem[] {
  const history = historyOf(terms)
  const policy = terms.billing
  const target = dayNumberOf(until)
  const since = closedThrough ? dayNumberOf(closedThrough) : -FOREVER
  const charges = readLedger(closedThrough ? billed.filter(({ to }) => to > closedThrough) : billed)
  const stretches = expectedStretches(history, policy, horizonOf(policy, history, charges, target), since)
  if (charges.length === 0) return chargesFor(stretches, [], history, policy, target)

  const { held, judged } = compareWithLedger(stretches, charges, history)
  const items = chargesFor(stretches, held, history, policy, target)
  if (judged.length === 0) return items
  return [...creditsFor(judged, history, policy, target), ...items].sort(inOrder)
}

/** By bill date, then first day; a credit comes before the charge that replaces it. */
export function inOrder(one: BillingItem, other: BillingItem): number {
  if (one.billDate !== other.billDate) return one.billDate < other.billDate ? -1 : 1
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  return one.kind === other.kind ? 0 : one.kind === 'credit' ? -1 : 1
}

/** The first day that need not be looked at: nothing beyond it is due, nor in the ledger. */
function horizonOf(
  policy: BillingPolicy,
  history: LineHistory,
  charges: readonly LedgerCharge[],
  target: DayNumber
): DayNumber {
  const due = Math.max(...history.grids.map(({ mode }) => billedThrough(policy, target, mode))) + 1
  return charges.reduce((latest, { to }) => Math.max(latest, to), due) + reachOfItems(policy, history)
}
