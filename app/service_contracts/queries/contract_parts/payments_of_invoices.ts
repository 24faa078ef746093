import db from '@adonisjs/lucid/services/db'

type Row = Record<string, any>

/** What the ERP says of an invoice: the days on which it is due, and what was paid of it. */
export interface PaymentsOfInvoice {
  dues: { dueOn: string; amountCents: number; openCents: number; state: string }[]
  payments: { paidOn: string; number: string; kind: string; amountCents: number }[]
}

/** Due dates and payments of posted invoices as the ERP last told them, by invoice id. */
export async function paymentsOfInvoices(invoiceIds: number[]): Promise<Map<number, PaymentsOfInvoice>> {
  const found = new Map<number, PaymentsOfInvoice>()
  if (invoiceIds.length === 0) return found
  const known: Row[] = await db
    .from('invoices')
    .join('erp_invoices', (join) => void join.on('erp_invoices.connection_id', 'invoices.connection_id').andOn('erp_invoices.external_id', 'invoices.erp_id'))
    .whereIn('invoices.id', invoiceIds)
    .whereNull('erp_invoices.gone_at')
    .select('invoices.id', 'erp_invoices.id as erp_invoice_id')
  const theirs = known.map(({ erp_invoice_id: id }) => Number(id))
  const dues = await db.from('erp_due_dates').whereIn('erp_invoice_id', theirs).whereNull('gone_at').orderBy('due_on').orderBy('id')
  const payments = await paymentsOf(theirs)

  for (const { id, erp_invoice_id: erpId } of known) {
    const own = (row: Row) => Number(row.erp_invoice_id) === Number(erpId)
    found.set(Number(id), {
      dues: dues.filter(own).map((row) => ({ dueOn: row.due_on, amountCents: Number(row.amount_cents), openCents: Number(row.open_cents), state: row.state })),
      payments: payments.filter(own).map((row) => ({ paidOn: row.paid_on, number: row.number, kind: row.kind, amountCents: Number(row.amount_cents) })),
    })
  }
  return found
}

function paymentsOf(erpInvoiceIds: number[]): Promise<Row[]> {
  return db
    .from('erp_payment_shares')
    .join('erp_payments', 'erp_payments.id', 'erp_payment_shares.erp_payment_id')
    .whereIn('erp_payment_shares.erp_invoice_id', erpInvoiceIds)
    .whereNull('erp_payment_shares.gone_at')
    .whereNull('erp_payments.gone_at')
    .where('erp_payments.is_cancelled', false)
    .select('erp_payment_shares.erp_invoice_id', 'erp_payment_shares.amount_cents', 'erp_payments.paid_on', 'erp_payments.number', 'erp_payments.kind')
    .orderBy('erp_payments.paid_on')
    .orderBy('erp_payments.id')
}
