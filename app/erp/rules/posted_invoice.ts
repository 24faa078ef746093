import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'

export interface InvoiceDifference {
  what: 'lines' | 'currency' | 'net' | 'customer'
  ours: string | number
  theirs: string | number
}

/**
 * Where the invoice in the ERP is not the one we sent. The net total has no tolerance:
 * both are whole minor units. Tax is the ERP's business and is not compared.
 */
export function differencesOf(sent: InvoiceToPost, posted: ErpInvoice): InvoiceDifference[] {
  const pairs: InvoiceDifference[] = [
    { what: 'customer', ours: sent.customerId, theirs: posted.customerId },
    { what: 'currency', ours: sent.currency, theirs: posted.currency },
    { what: 'lines', ours: sent.lines.length, theirs: posted.lineCount },
    { what: 'net', ours: sent.netCents, theirs: posted.netCents },
  ]
  return pairs.filter(({ ours, theirs }) => ours !== theirs)
}

export type Finding =
  | { found: 'nothing' }
  | { found: 'draft'; invoice: ErpInvoice }
  | { found: 'one'; invoice: ErpInvoice }
  | { found: 'several'; invoices: ErpInvoice[] }

/** What the invoices that the ERP holds under one reference mean for the one we sent. */
export function findingOf(invoices: readonly ErpInvoice[]): Finding {
  const alive = invoices.filter((invoice) => invoice.state !== 'cancelled')
  if (alive.length === 0) return { found: 'nothing' }
  if (alive.length > 1) return { found: 'several', invoices: alive }

  const [invoice] = alive
  return { found: invoice.state === 'draft' ? 'draft' : 'one', invoice }
}
