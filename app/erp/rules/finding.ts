export const CAUSES = [
  'duplicate_there',
  'missing_there',
  'missing_here',
  'gone_there',
  'amount_differs',
  'currency_differs',
  'customer_differs',
  'date_differs',
  'open_differs',
  'outcome_unknown',
  'items_differ',
  'points_differ',
  'records_waiting',
  'sync_late',
  'sync_paused',
  'sweep_refused',
  'conflicts_open',
  'customer_gone',
  'clock_skew',
  'erp_silent',
] as const

export type Cause = (typeof CAUSES)[number]

/** Who puts it right. */
export type FindingOwner = 'billing' | 'operations' | 'sales' | 'service'

const OF_OPERATIONS: readonly Cause[] = ['outcome_unknown', 'records_waiting', 'sync_late', 'sync_paused', 'sweep_refused', 'clock_skew', 'erp_silent']
const OF_SALES: readonly Cause[] = ['conflicts_open', 'customer_gone']

/** Whose work a finding is, by its cause; what is about invoices is billing's. */
export function ownerOf(cause: Cause): FindingOwner {
  if (cause === 'items_differ') return 'service'
  if (OF_OPERATIONS.includes(cause)) return 'operations'
  return OF_SALES.includes(cause) ? 'sales' : 'billing'
}

/** One place where the two houses do not agree, or may not. */
export interface Finding {
  cause: Cause
  /** The same for the same matter tomorrow. */
  key: string
  subject: string
  ours: string | null
  theirs: string | null
  href: string | null
  /** The ERP's record as it was last seen. */
  theirHref?: string | null
}

/** One of our posted invoices beside what the ERP was last seen to hold of it. */
export interface InvoicePair {
  id: number
  reference: string
  ours: InvoiceFigures
  theirs: (InvoiceFigures & { id: number; state: string; isGone: boolean }) | null
}

export interface InvoiceFigures {
  customer: string | null
  currency: string
  netCents: number
  openCents: number | null
  issuedOn: string | null
}

/** Where an invoice here and in the ERP are not the same; one that is not there has no figures to compare. */
export function invoiceFindings({ id, reference, ours, theirs }: InvoicePair): Finding[] {
  const finding = (cause: Cause, mine: unknown, others: unknown): Finding => ({
    cause,
    key: reference,
    subject: reference,
    ours: mine === null ? null : String(mine),
    theirs: others === null ? null : String(others),
    href: `/billing/invoices/${id}`,
    theirHref: theirs && `/mirror/invoices/${theirs.id}`,
  })
  if (!theirs) return [finding('missing_there', money(ours.netCents, ours.currency), null)]
  if (theirs.isGone || theirs.state === 'cancelled') return [finding('gone_there', money(ours.netCents, ours.currency), theirs.isGone ? null : theirs.state)]

  const findings: Finding[] = []
  if (ours.currency !== theirs.currency) findings.push(finding('currency_differs', ours.currency, theirs.currency))
  else if (ours.netCents !== theirs.netCents) findings.push(finding('amount_differs', money(ours.netCents, ours.currency), money(theirs.netCents, theirs.currency)))
  if (ours.customer !== theirs.customer) findings.push(finding('customer_differs', ours.customer, theirs.customer))
  if (ours.issuedOn !== theirs.issuedOn) findings.push(finding('date_differs', ours.issuedOn, theirs.issuedOn))
  if (ours.openCents !== theirs.openCents) findings.push(finding('open_differs', money(ours.openCents ?? 0, ours.currency), money(theirs.openCents ?? 0, theirs.currency)))

  return findings
}

/** Minor units with their currency, for a column of text: people's formats are put on by the page. */
function money(cents: number, currency: string): string {
  return `${cents} ${currency}`
}
