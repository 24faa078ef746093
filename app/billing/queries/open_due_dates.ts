import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { chunks } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { reopened, type Instalment } from '#billing/rules/aging'

export interface OpenDueDate extends Instalment {
  companyId: number
  company: string
  invoiceId: number
  number: string
  issuedOn: CalendarDate
  currency: string
}

export interface DueDateFilter {
  on: CalendarDate
  /** From this day on the ERP's present figures hold; before it they are put back. */
  today: CalendarDate
  companyId?: number | null
  siteId?: number | null
  erpCompanyId?: number | null
}

const AT_ONCE = 400

/**
 * Every due date that was open on a day, as far as the ERP tells: payments and credits that came later are put back. The
 * same rows for all who ask, so that a list and its parts always agree.
 */
export async function openDueDates(filter: DueDateFilter, trx?: Trx): Promise<OpenDueDate[]> {
  const open = await filtered(filter, trx).whereIn('erp_due_dates.state', ['open', 'partial'])
  const settled = filter.on < filter.today ? await settledSince(filter.on, trx) : new Map<number, number>()
  const untouched = open.filter((row) => !settled.has(Number(row.erp_invoice_id))).map(dueDateOf)
  const touched: OpenDueDate[] = []

  for (const ids of chunks([...settled.keys()], AT_ONCE)) {
    const byInvoice = new Map<number, OpenDueDate[]>()
    for (const due of (await filtered(filter, trx).whereIn('erp_due_dates.erp_invoice_id', ids)).map(dueDateOf)) {
      byInvoice.set(due.invoiceId, [...(byInvoice.get(due.invoiceId) ?? []), due])
    }
    for (const [id, dues] of byInvoice) touched.push(...reopened(dues, settled.get(id)!))
  }
  return [...untouched, ...touched].filter(({ openCents }) => openCents !== 0).sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : one.invoiceId - other.invoiceId))
}

function filtered({ on, companyId, siteId, erpCompanyId }: DueDateFilter, trx?: Trx) {
  return (trx ?? db)
    .from('erp_due_dates')
    .join('erp_invoices', 'erp_invoices.id', 'erp_due_dates.erp_invoice_id')
    .join('companies', 'companies.customer_id', 'erp_due_dates.customer_id')
    .whereNull('erp_due_dates.gone_at')
    .whereNull('erp_invoices.gone_at')
    .whereIn('erp_invoices.state', ['posted', 'paid'])
    .where('erp_invoices.issued_on', '<=', on)
    .if(companyId, (query) => query.where('companies.id', companyId!))
    .if(siteId || erpCompanyId, (query) => {
      query.join('erp_sites', (join) =>
        join.on('erp_sites.connection_id', 'erp_invoices.connection_id').andOn('erp_sites.external_id', 'erp_invoices.site_external_id')
      )
      if (siteId) query.where('erp_sites.id', siteId)
      if (erpCompanyId) query.where('erp_sites.erp_company_id', erpCompanyId)
    })
    .select('erp_due_dates.*', 'erp_invoices.number', 'erp_invoices.issued_on', 'companies.id as company_id', 'companies.name as company')
}

/** What payments and credit notes after a day settled of each invoice. */
async function settledSince(on: CalendarDate, trx?: Trx): Promise<Map<number, number>> {
  const client = trx ?? db
  const settled = new Map<number, number>()
  const add = (rows: Record<string, any>[]) => {
    for (const row of rows) settled.set(Number(row.id), (settled.get(Number(row.id)) ?? 0) + Number(row.cents))
  }
  const shares = client
    .from('erp_payment_shares')
    .join('erp_payments', 'erp_payments.id', 'erp_payment_shares.erp_payment_id')
    .where('erp_payments.paid_on', '>', on)
    .where('erp_payments.is_cancelled', false)
    .whereNull('erp_payments.gone_at')
    .whereNull('erp_payment_shares.gone_at')
  add(await shares.select('erp_payment_shares.erp_invoice_id as id', 'erp_payment_shares.amount_cents as cents'))

  const credits = await client
    .from('erp_invoices as credit')
    .join('erp_invoices as origin', (join) => join.on('origin.connection_id', 'credit.connection_id').andOn('origin.external_id', 'credit.credits_external_id'))
    .where('credit.issued_on', '>', on)
    .whereIn('credit.state', ['posted', 'paid'])
    .whereNull('credit.gone_at')
    .select('origin.id', 'credit.total_cents', 'credit.open_cents')
  add(credits.map(({ id, total_cents: total, open_cents: open }) => ({ id, cents: Number(open) - Number(total) })))

  return settled
}

function dueDateOf(row: Record<string, any>): OpenDueDate {
  return {
    companyId: Number(row.company_id),
    company: row.company,
    invoiceId: Number(row.erp_invoice_id),
    number: row.number ?? `#${row.erp_invoice_id}`,
    issuedOn: row.issued_on,
    currency: row.currency,
    dueOn: row.due_on,
    amountCents: Number(row.amount_cents),
    openCents: Number(row.open_cents),
  }
}
