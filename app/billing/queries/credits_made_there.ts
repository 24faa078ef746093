import { sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type BillingRun from '#billing/models/billing_run'
import type { CreditLine } from '#billing/rules/hand_credit'

/** A credit note of the ERP that credits an invoice of ours and was not posted from here. */
export interface CreditMadeThere {
  erpInvoiceId: number
  /** The invoice of ours that it credits. */
  invoiceId: number
  currency: string
  /** What it gives back, above zero. */
  netCents: number
  lines: CreditLine[]
  /** False once it was cancelled, or gone from the ERP. */
  counts: boolean
}

/** The credit notes among these mirrored invoices, and those that credit one of them. */
export async function creditsMadeThere(erpInvoiceIds: number[], trx: Trx): Promise<CreditMadeThere[]> {
  const rows = await trx
    .from('erp_invoices as credit')
    .join('erp_invoices as origin', (join) =>
      join.on('origin.connection_id', 'credit.connection_id').andOn('origin.external_id', 'credit.credits_external_id')
    )
    .join('invoices', (join) => join.on('invoices.connection_id', 'origin.connection_id').andOn('invoices.erp_id', 'origin.external_id'))
    .leftJoin('invoices as own', (join) =>
      join.on('own.connection_id', 'credit.connection_id').andOn('own.erp_id', 'credit.external_id')
    )
    .where((one) => void one.whereIn('credit.id', erpInvoiceIds).orWhereIn('origin.id', erpInvoiceIds))
    .where('invoices.status', 'posted')
    .whereNull('own.id')
    .where((one) => void one.whereNull('credit.reference').orWhereNot('credit.reference', 'like', 'SVC-%'))
    .select('credit.id', 'credit.currency', 'credit.net_cents', 'credit.lines', 'credit.state', 'credit.gone_at', 'invoices.id as invoice_id')
    .orderBy('credit.id')

  return rows.map((row) => ({
    erpInvoiceId: Number(row.id),
    invoiceId: Number(row.invoice_id),
    currency: row.currency,
    netCents: -Number(row.net_cents),
    lines: JSON.parse(row.lines ?? '[]') as CreditLine[],
    counts: ['posted', 'paid'].includes(row.state) && row.gone_at === null && Number(row.net_cents) < 0,
  }))
}

/** Whether a charge that the run would credit was credited in the ERP since the run was computed. */
export async function creditedThereSince({ id, computedAt }: BillingRun, trx: Trx): Promise<boolean> {
  const credited = await trx
    .from('charges')
    .join('hand_credit_shares', 'hand_credit_shares.charge_id', 'charges.corrects_charge_id')
    .join('hand_credits', 'hand_credits.id', 'hand_credit_shares.hand_credit_id')
    .where({ 'charges.billing_run_id': id, 'charges.state': 'proposed' })
    .if(computedAt, (query) => query.where('hand_credits.created_at', '>=', sqlInstant(computedAt!)))
    .first()

  return Boolean(credited)
}
