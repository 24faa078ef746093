import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'

const SHOWN = 8

interface CustomerRow {
  id: number
  connection_id: number
  payment_term_external_id: string | null
  price_list_external_id: string | null
}

/** What was agreed with a customer in the ERP, what is due, and what came in, as far as the person may see it. */
export async function customerTerms(customer: CustomerRow, actor: Actor) {
  return {
    paymentTerm: actor.may('payment_term', 'view') ? await agreed('payment_terms', customer, customer.payment_term_external_id) : null,
    priceList: actor.may('price_list', 'view') ? await agreed('price_lists', customer, customer.price_list_external_id) : null,
    dues: actor.may('due_date', 'view') ? await openDues(customer.id) : [],
    payments: actor.may('erp_payment', 'view') ? await newestPayments(customer.id) : [],
  }
}

async function agreed(table: string, { connection_id: connectionId }: CustomerRow, externalId: string | null) {
  if (externalId === null) return null
  return db.from(table).where({ connection_id: connectionId, external_id: externalId }).select('id', 'name', 'code').first()
}

function openDues(customerId: number) {
  return db
    .from('erp_due_dates')
    .join('erp_invoices', 'erp_invoices.id', 'erp_due_dates.erp_invoice_id')
    .where('erp_due_dates.customer_id', customerId)
    .whereIn('erp_due_dates.state', ['open', 'partial'])
    .whereNull('erp_due_dates.gone_at')
    .select('erp_due_dates.*', 'erp_invoices.number')
    .orderBy('erp_due_dates.due_on')
    .limit(SHOWN)
}

function newestPayments(customerId: number) {
  return db.from('erp_payments').where('customer_id', customerId).whereNull('gone_at').orderBy('paid_on', 'desc').orderBy('id', 'desc').limit(SHOWN)
}
