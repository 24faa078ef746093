import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { erpFreshness } from '#billing/queries/erp_freshness'
import { paymentsOfInvoices } from '#service_contracts/queries/contract_parts/payments_of_invoices'

const SHOWN = 100

/** The invoices a contract stands on, newest first, each with what of it is this contract's, its due dates and payments, and when the ERP told of these. */
export async function invoicesPart(row: Row, actor: Actor) {
  if (!actor.may('invoice', 'view')) return { invoices: [], toldAt: null }
  const invoices = await db
    .from('contract_lines')
    .join('charges', 'charges.source_id', 'contract_lines.id')
    .join('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .join('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'contract_lines.service_contract_id': row.id, 'charges.source_type': 'contract_line' })
    .groupBy('invoices.id', 'invoices.reference', 'invoices.erp_number', 'invoices.status', 'invoices.kind', 'invoices.currency')
    .select('invoices.id', 'invoices.reference', 'invoices.erp_number', 'invoices.status', 'invoices.kind', 'invoices.currency')
    .min('charges.period_from as period_from')
    .max('charges.period_to as period_to')
    .sum('invoice_lines.net_cents as net_cents')
    .orderBy('invoices.id', 'desc')
    .limit(SHOWN)
  const told = await paymentsOfInvoices(invoices.map(({ id }) => Number(id)))
  return { invoices: invoices.map((invoice) => ({ ...invoice, net_cents: Number(invoice.net_cents), dues: [], payments: [], ...told.get(Number(invoice.id)) })), toldAt: await erpFreshness() }
}
