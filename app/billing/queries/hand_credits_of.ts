import db from '@adonisjs/lucid/services/db'

export interface HandCreditOfInvoice {
  id: number
  erpInvoiceId: number
  number: string | null
  issuedOn: string | null
  netCents: number
  excessCents: number
  treatment: 'kept' | 'again'
  reason: string | null
  decidedBy: string | null
}

/** The credits somebody made in the ERP against an invoice of ours. */
export async function handCreditsOf(invoiceId: number): Promise<HandCreditOfInvoice[]> {
  const rows = await db
    .from('hand_credits')
    .join('erp_invoices', 'erp_invoices.id', 'hand_credits.erp_invoice_id')
    .where('hand_credits.invoice_id', invoiceId)
    .select('hand_credits.*', 'erp_invoices.number', 'erp_invoices.issued_on')
    .orderBy('hand_credits.id')

  return rows.map((row) => ({
    id: Number(row.id),
    erpInvoiceId: Number(row.erp_invoice_id),
    number: row.number,
    issuedOn: row.issued_on,
    netCents: Number(row.net_cents),
    excessCents: Number(row.excess_cents),
    treatment: row.treatment,
    reason: row.reason,
    decidedBy: row.decided_by,
  }))
}
