import type { ErpInvoice } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface DueDate {
  /** Counted from one. */
  position: number
  on: CalendarDate
  amountCents: number
  openCents: number
  state: 'open' | 'partial' | 'paid'
}

/**
 * The due dates of an invoice with what is still open of each, in minor units. Where the ERP does not say,
 * what is open of the invoice belongs to the last due dates, since payments settle the first ones first.
 * A draft or cancelled invoice is owed nothing.
 */
export function dueDatesOf({ state, openCents, dueDates }: Pick<ErpInvoice, 'state' | 'openCents' | 'dueDates'>): DueDate[] {
  let left = state === 'posted' ? openCents : 0

  return dueDates
    .map((due, index) => ({ ...due, position: index + 1 }))
    .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : b.position - a.position))
    .map(({ position, on, amountCents, openCents: told }) => {
      const own = state === 'posted' ? (told ?? shareOf(left, amountCents)) : 0
      left -= own

      return { position, on, amountCents, openCents: own, state: own === 0 ? ('paid' as const) : own === amountCents ? ('open' as const) : ('partial' as const) }
    })
    .toReversed()
}

/** As much of `left` as the amount holds; both have the sign of the invoice. */
function shareOf(left: number, amountCents: number): number {
  const sign = Math.sign(amountCents) || 1

  return sign * Math.min(Math.abs(amountCents), Math.max(left * sign, 0)) || 0
}
