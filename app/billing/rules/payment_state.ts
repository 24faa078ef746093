export type PaymentState = 'open' | 'part_paid' | 'paid' | 'settled' | 'overdue'

interface Payable {
  status: string
  totalCents: number | null
  openCents: number | null
  dueOn: string | null
  /** Something of it was credited in the ERP by hand. */
  isCredited: boolean
}

/** How an invoice stands with the one who owes it, or null while the ERP has not numbered it. */
export function paymentState({ status, totalCents, openCents, dueOn, isCredited }: Payable, today: string): PaymentState | null {
  if (status !== 'posted' || openCents === null || totalCents === null) return null
  if (openCents === 0) return isCredited ? 'settled' : 'paid'
  if (openCents > 0 && dueOn !== null && dueOn < today) return 'overdue'

  return openCents === totalCents ? 'open' : 'part_paid'
}
