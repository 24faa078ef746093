import db from '@adonisjs/lucid/services/db'
import { daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { openDueDates } from '#billing/queries/open_due_dates'
import { reminderLevels } from '#billing/queries/reminder_levels'
import { holds, levelDue, type Exclusion, type LastReminder } from '#billing/rules/reminders'

export interface LateInvoice {
  invoiceId: number
  number: string
  companyId: number
  company: string
  currency: string
  /** What of it is late, minor units. */
  lateCents: number
  /** The first day on which a part of it was due. */
  dueOn: CalendarDate
  daysLate: number
  last: LastReminder | null
  exclusion: (Exclusion & { id: number; reason: string; madeBy: string | null }) | null
  /** The level at which it is to be reminded of today; null when it is not. */
  level: number | null
}

export interface LateCompany {
  companyId: number
  company: string
  /** Null when nobody has told us one. */
  email: string | null
  language: string | null
  invoices: LateInvoice[]
}

/** Everything that is late, by company, with what was reminded of before and what is to be today. */
export async function reminderProposals(today: CalendarDate, trx?: Trx, companyId?: number): Promise<LateCompany[]> {
  const levels = await reminderLevels(trx)
  const late = lateInvoices((await openDueDates({ on: today, today, companyId }, trx)).filter(({ dueOn, openCents }) => dueOn < today && openCents > 0), today)
  const ids = [...late.keys()]
  const [last, exclusions] = [await lastReminders(ids, trx), await standingExclusions(ids, today, trx)]
  const companies = new Map<number, LateCompany>()
  const addresses = await addressesOf([...new Set([...late.values()].map((one) => one.companyId))], trx)

  for (const invoice of late.values()) {
    invoice.last = last.get(invoice.invoiceId) ?? null
    invoice.exclusion = exclusions.get(invoice.invoiceId) ?? null
    invoice.level = invoice.exclusion ? null : levelDue(invoice.dueOn, today, levels, invoice.last)
    const address = addresses.get(invoice.companyId)
    const one = companies.get(invoice.companyId) ?? { companyId: invoice.companyId, company: invoice.company, email: address?.email ?? null, language: address?.language ?? null, invoices: [] }
    companies.set(invoice.companyId, one)
    one.invoices.push(invoice)
  }
  return [...companies.values()].sort((one, other) => one.company.localeCompare(other.company))
}

function lateInvoices(dues: Awaited<ReturnType<typeof openDueDates>>, today: CalendarDate): Map<number, LateInvoice> {
  const late = new Map<number, LateInvoice>()
  for (const { invoiceId, number, companyId, company, currency, dueOn, openCents } of dues) {
    const one = late.get(invoiceId)
    if (one) one.lateCents += openCents
    else late.set(invoiceId, { invoiceId, number, companyId, company, currency, dueOn, daysLate: daysBetween(dueOn, today), lateCents: openCents, last: null, exclusion: null, level: null })
  }
  return late
}

async function lastReminders(ids: number[], trx?: Trx): Promise<Map<number, LastReminder>> {
  const rows = await (trx ?? db)
    .from('reminder_invoices')
    .join('reminders', 'reminders.id', 'reminder_invoices.reminder_id')
    .whereIn('reminder_invoices.erp_invoice_id', ids)
    .orderBy('reminder_invoices.level')
    .select('reminder_invoices.erp_invoice_id', 'reminder_invoices.level', 'reminders.sent_on')

  return new Map(rows.map((row) => [Number(row.erp_invoice_id), { level: Number(row.level), on: row.sent_on as CalendarDate }]))
}

async function standingExclusions(ids: number[], today: CalendarDate, trx?: Trx) {
  const rows = await (trx ?? db).from('reminder_exclusions').whereIn('erp_invoice_id', ids).where('standing_key', 1)
  const standing = rows.filter((row) => holds(row as Exclusion, today))

  return new Map(standing.map((row) => [Number(row.erp_invoice_id), { id: Number(row.id), kind: row.kind, until: row.until, reason: row.reason, madeBy: row.made_by }]))
}

/** The company's own address, else the one the ERP has of its customer. */
async function addressesOf(companyIds: number[], trx?: Trx): Promise<Map<number, { email: string | null; language: string | null }>> {
  const rows = await (trx ?? db)
    .from('companies')
    .leftJoin('customers', 'customers.id', 'companies.customer_id')
    .whereIn('companies.id', companyIds)
    .select('companies.id', 'companies.email', 'companies.language', 'customers.email as erp_email')

  return new Map(rows.map((row) => [Number(row.id), { email: row.email || row.erp_email || null, language: row.language }]))
}
