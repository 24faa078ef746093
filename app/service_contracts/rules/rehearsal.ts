import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { BilledSegment, BillingItem } from '#service_contracts/rules/billing_item'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { inOrder, reconcile } from '#service_contracts/rules/reconcile'

/** One item that the coming runs bill, or would bill, in minor units; null where they do not. */
export interface RehearsedItem {
  from: CalendarDate
  /** Exclusive. */
  to: CalendarDate
  kind: 'recurring' | 'credit'
  billDate: CalendarDate
  beforeMinor: number | null
  afterMinor: number | null
}

export interface Rehearsal {
  items: RehearsedItem[]
  beforeMinor: number
  afterMinor: number
}

/**
 * What the runs up to a day bill of a line as it stands, next to what they would bill under
 * changed terms. Both sides are held against the same ledger, so that a credit for days
 * billed already is part of the difference.
 *
 * @throws {BillingRefused} as `reconcile`, for either side
 */
export function rehearse(
  before: ContractLineTerms,
  after: ContractLineTerms,
  billed: readonly BilledSegment[],
  until: CalendarDate
): Rehearsal {
  const [old, fresh] = [reconcile(before, billed, until), reconcile(after, billed, until)]
  const items = new Map<string, BillingItem & Omit<RehearsedItem, keyof BillingItem>>()
  for (const item of old) items.set(keyOf(item), { ...item, beforeMinor: item.amountMinor, afterMinor: null })
  for (const item of fresh) {
    const same = items.get(keyOf(item))
    items.set(keyOf(item), { ...item, beforeMinor: same?.beforeMinor ?? null, afterMinor: item.amountMinor })
  }
  return {
    items: [...items.values()].sort(inOrder).map(({ from, to, kind, billDate, beforeMinor, afterMinor }) => ({ from, to, kind, billDate, beforeMinor, afterMinor })),
    beforeMinor: sumOf(old),
    afterMinor: sumOf(fresh),
  }
}

function keyOf({ from, to, kind, billDate, corrects }: BillingItem): string {
  return `${billDate} ${from} ${to} ${kind} ${corrects ?? ''}`
}

function sumOf(items: readonly BillingItem[]): number {
  return items.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}
