import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { startOfMonth } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Figure } from '#shared/shell/figures'
import type { CompanyFigure } from '#crm/company_figures'
import { erpFreshness } from '#billing/queries/erp_freshness'

/** What was posted since the first of this month, in each currency. */
export async function billingFigures(actor: Actor): Promise<Figure[]> {
  if (!actor.may('invoice', 'view')) return []
  const since = startOfMonth(todayIn(actor.timeZone))
  const rows = await db.from('invoices').where('status', 'posted').where('issued_on', '>=', since).groupBy('currency').select('currency').sum('net_cents as net').orderBy('currency')
  const toldAt = rows.length === 0 ? null : await erpFreshness()

  return rows.map((row) => ({
    labelKey: 'home.billed_this_month',
    value: { kind: 'money', cents: Number(row.net), currency: row.currency },
    href: `/billing/invoices?f_status=posted&f_issued_on_from=${since}`,
    toldAt,
  }))
}

/** What a company owes according to the ERP, and when it was invoiced last. */
export async function companyBalance(companyId: number, actor: Actor): Promise<CompanyFigure[]> {
  if (!actor.may('erp_invoice', 'view')) return []
  const company = await db.from('companies').join('customers', 'customers.id', 'companies.customer_id').where('companies.id', companyId).select('customer_id', 'connection_id').first()
  if (!company) return []

  const rows = await db
    .from('erp_invoices')
    .where('customer_id', company.customer_id)
    .whereIn('state', ['posted', 'paid'])
    .groupBy('currency')
    .select('currency')
    .sum('open_cents as open')
    .max('issued_on as last')
  const toldAt = rows.length === 0 ? null : await erpFreshness(Number(company.connection_id))
  const href = `/mirror/invoices?f_customer_id=${company.customer_id}`
  return rows.flatMap((row): CompanyFigure[] => [
    { key: `balance_${row.currency}`, labelKey: 'billing.figures.balance', value: { kind: 'money', cents: Number(row.open), currency: row.currency }, href, tone: Number(row.open) > 0 ? 'warning' : undefined, toldAt },
    { key: `last_${row.currency}`, labelKey: 'billing.figures.last_invoice', value: { kind: 'date', day: row.last }, href, toldAt },
  ])
}

/** What a company has still to pay of the invoices that came from here, as the ERP has it. */
export async function companyOpenInvoices(companyId: number, actor: Actor): Promise<CompanyFigure[]> {
  if (!actor.may('invoice', 'view')) return []
  const rows = await db
    .from('invoices')
    .where({ company_id: companyId, status: 'posted' })
    .whereNot('open_cents', 0)
    .groupBy('currency')
    .select('currency')
    .sum('open_cents as open')
    .min('due_on as due')
    .orderBy('currency')
  const today = todayIn(actor.timeZone)
  const toldAt = rows.length === 0 ? null : await erpFreshness()

  return rows.map((row) => ({
    key: `open_${row.currency}`,
    labelKey: 'billing.figures.open_invoices',
    value: { kind: 'money', cents: Number(row.open), currency: row.currency },
    href: `/billing/invoices?f_company_id=${companyId}&f_status=posted`,
    tone: row.due !== null && row.due < today ? 'danger' : 'warning',
    toldAt,
  }))
}
