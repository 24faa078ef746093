import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import { moneyText } from '#shared/money/money'

/** The reference of the credit for a twin; it never begins like those of our invoices. */
export function twinReference(reference: string, index: number): string {
  return `TW${index + 1}-${reference.replace(/^[^-]*-/, '')}`.slice(0, 20)
}

/**
 * The credit note that takes back an invoice which the ERP holds once too often: the lines we
 * sent, given back; one line over the net amount where the twin is not what we sent.
 */
export function twinCredit(sent: InvoiceToPost, twin: ErpInvoice, reference: string): InvoiceToPost {
  const number = twin.number ?? twin.id
  const whole = { productId: null, description: number, quantity: '1', unitPrice: moneyText(-twin.netCents, twin.currency), netCents: -twin.netCents, taxCode: null }
  const isSame = twin.netCents === sent.netCents && twin.lineCount === sent.lines.length
  const given = sent.lines.map((line) => ({ ...line, quantity: negated(line.quantity), netCents: -line.netCents }))

  return {
    reference,
    customerId: twin.customerId,
    issuedOn: null,
    currency: twin.currency,
    netCents: -twin.netCents,
    text: `Credits ${number}, which holds ${sent.reference} once too often`,
    lines: isSame ? given : [whole],
  }
}

function negated(quantity: string): string {
  if (quantity.startsWith('-')) return quantity.slice(1)
  return /^0*(\.0*)?$/.test(quantity) ? quantity : `-${quantity}`
}
