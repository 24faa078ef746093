import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { erpFreshness } from '#billing/queries/erp_freshness'
import { statementsOf, type CurrencyStatement, type StatementEntry } from '#billing/rules/statement'

export interface CustomerStatement {
  company: Record<string, any>
  customerId: number | null
  statements: CurrencyStatement[]
  /** What the ERP says is open today, by currency. */
  openNow: { currency: string; cents: number }[]
  asOf: string | null
}

const counting = () =>
  db.from('erp_invoices').whereIn('erp_invoices.state', ['posted', 'paid']).whereNull('erp_invoices.gone_at').whereNotNull('erp_invoices.issued_on')
const paying = () => db.from('erp_payments').where('is_cancelled', false).whereNull('gone_at')

/** What a customer owed, was invoiced, was credited and paid in a stretch of days, as the ERP has it. */
export async function customerStatement(companyId: number, from: CalendarDate, to: CalendarDate): Promise<CustomerStatement> {
  const company = await db.from('companies').where('id', companyId).firstOrFail()
  const customer = company.customer_id ? await db.from('customers').where('id', company.customer_id).firstOrFail() : null
  if (!customer) return { company, customerId: null, statements: [], openNow: [], asOf: null }

  const customerId = Number(customer.id)
  const entries = [...(await invoicesOf(customerId, from, to)), ...(await paymentsOf(customerId, from, to))]
  const open = await counting().where('erp_invoices.customer_id', customerId).groupBy('currency').select('currency').sum('open_cents as open').orderBy('currency')
  return {
    company,
    customerId,
    statements: statementsOf(await openings(customerId, from), entries),
    openNow: open.map((row) => ({ currency: row.currency, cents: Number(row.open) })),
    asOf: await erpFreshness(Number(customer.connection_id)),
  }
}

async function openings(customerId: number, from: CalendarDate): Promise<Map<string, number>> {
  const invoiced = await counting().where('erp_invoices.customer_id', customerId).where('issued_on', '<', from).groupBy('currency').select('currency').sum('total_cents as total')
  const paid = await paying().where('customer_id', customerId).where('paid_on', '<', from).groupBy('currency').select('currency').sum('amount_cents as total')
  const owed = new Map<string, number>()
  for (const { currency, total } of invoiced) owed.set(currency, Number(total))
  for (const { currency, total } of paid) owed.set(currency, (owed.get(currency) ?? 0) - Number(total))

  return owed
}

async function invoicesOf(customerId: number, from: CalendarDate, to: CalendarDate): Promise<StatementEntry[]> {
  const rows = await counting()
    .leftJoin('invoices', (join) => join.on('invoices.connection_id', 'erp_invoices.connection_id').andOn('invoices.erp_id', 'erp_invoices.external_id'))
    .where('erp_invoices.customer_id', customerId)
    .where('erp_invoices.issued_on', '>=', from)
    .where('erp_invoices.issued_on', '<', to)
    .select('erp_invoices.*', 'invoices.id as own_id')

  return rows.map((row) => ({
    kind: Number(row.total_cents) < 0 ? 'credit_note' : 'invoice',
    on: row.issued_on,
    number: row.number ?? row.external_id,
    href: row.own_id ? `/billing/invoices/${row.own_id}` : `/mirror/invoices/${row.id}`,
    currency: row.currency,
    cents: Number(row.total_cents),
  }))
}

async function paymentsOf(customerId: number, from: CalendarDate, to: CalendarDate): Promise<StatementEntry[]> {
  const rows = await paying().where('customer_id', customerId).where('paid_on', '>=', from).where('paid_on', '<', to)

  return rows.map((row) => ({ kind: row.kind, on: row.paid_on, number: row.number, href: `/mirror/payments/${row.id}`, currency: row.currency, cents: -Number(row.amount_cents) }))
}
