import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

const SHOWN = 10

/** What a company's page shows of what it owes: the way to its statement, and the reminders it got. */
export async function receivablePart(company: Row, actor: Actor) {
  if (!company.customer_id || !actor.may('receivable', 'view')) return null
  return { company, reminders: actor.may('reminder', 'view') ? await remindersOf(company.id) : [] }
}

async function remindersOf(companyId: number) {
  const rows = await db
    .from('reminders')
    .leftJoin('mails', 'mails.id', 'reminders.mail_id')
    .where('reminders.company_id', companyId)
    .orderBy('reminders.id', 'desc')
    .limit(SHOWN)
    .select('reminders.*', 'mails.state as mail_state', 'mails.problem')
  const invoices = await db
    .from('reminder_invoices')
    .join('erp_invoices', 'erp_invoices.id', 'reminder_invoices.erp_invoice_id')
    .whereIn('reminder_invoices.reminder_id', rows.map(({ id }) => id))
    .select('reminder_invoices.*', 'erp_invoices.number')
    .orderBy('reminder_invoices.id')

  return rows.map((row) => ({ ...row, invoices: invoices.filter((invoice) => Number(invoice.reminder_id) === Number(row.id)) }))
}
