import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { customerTerms } from '#mirror/queries/customer_terms'
import { companyFigures } from '#crm/company_figures'
import { companyParts } from '#crm/company_parts'
import type { Row } from '#shared/records/record_type'

const DOCUMENTS_SHOWN = 8

/** What the head of a company's page shows: figures of every domain, addresses, and the ERP's newest documents the person may see. */
export async function companyPanel(row: Row, actor: Actor) {
  const customer = row.customer_id ? await db.from('customers').where('id', row.customer_id as number).first() : null
  const [terms, figures, parts, addresses, invoices, orders] = await Promise.all([
    customer ? customerTerms(customer, actor) : null,
    companyFigures(row.id, actor),
    companyParts(row, actor),
    customer ? db.from('customer_addresses').where('customer_id', customer.id).whereNull('gone_at').limit(20) : [],
    customer && actor.may('erp_invoice', 'view') ? newest('erp_invoices', 'issued_on', customer.id) : [],
    customer && actor.may('order', 'view') ? newest('sales_orders', 'ordered_on', customer.id) : [],
  ])
  return { customer, terms, figures, parts, addresses, invoices, orders }
}

function newest(table: string, by: string, customerId: number) {
  return db.from(table).where('customer_id', customerId).whereNull('gone_at').orderBy(by, 'desc').limit(DOCUMENTS_SHOWN)
}
