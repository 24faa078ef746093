import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { BilledSegment, BillingItem } from '#service_contracts/rules/billing_item'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { nextBillDate } from '#service_contracts/rules/schedule'

/** What is due of a contract on a day, in minor units. */
export interface DueOfContract {
  dueMinor: number
  minimumMinor: number
  /** Nothing of the contract will become due on any later day. */
  isLast: boolean
}

/**
 * Whether what is due of a contract is carried over to a later invoice: `min_invoice_amount`
 * of the billing policies that service-domain.md names in section 4. Less than the minimum is
 * not invoiced alone but waits, unchanged, until together with what follows it reaches the
 * minimum. Nothing is ever raised to it. A credit does not wait, nor does the rest of a
 * contract of which nothing more will come.
 */
export function waitsForMore({ dueMinor, minimumMinor, isLast }: DueOfContract): boolean {
  return dueMinor > 0 && dueMinor < minimumMinor && !isLast
}

/** Whether nothing of a line becomes due after a day. */
export function isLastOf(terms: ContractLineTerms, billed: readonly BilledSegment[], on: CalendarDate): boolean {
  return nextBillDate(terms, billed, on) === null
}

/** What the items of a line come to, in minor units. */
export function sumOf(items: readonly Pick<BillingItem, 'amountMinor'>[]): number {
  return items.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}
