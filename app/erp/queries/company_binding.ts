import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { policiesOfCustomer } from '#crm/queries/field_policies'
import { openFields } from '#crm/rules/field_groups'
import CustomerBinding from '#crm/models/customer_binding'
import ErpConnection from '#erp/models/erp_connection'
import { CUSTOMER_CREATION, CUSTOMER_KINDS } from '#erp/outbox/customer_delivery'

const STUCK = ['refused', 'held', 'unknown']
const UNDER_WAY = ['pending', 'sending']

/** How a company stands to the ERP, and what may be done about it from its page. */
export async function companyBinding(company: Row, actor: Actor): Promise<Record<string, unknown>> {
  const customer = company.customer_id ? await db.from('customers').where('id', company.customer_id as number).first() : null
  const messages = await openMessages(company.id)
  const conflicts = await count('field_conflicts', { company_id: company.id, state: 'open' })
  const proposals = customer ? 0 : await count('adoption_proposals', { company_id: company.id, state: 'open' })
  const shown = { company, customer, messages, conflicts, proposals, standing: standingOf(customer, messages, conflicts) }

  return customer ? { ...shown, ...(await bound(customer)) } : { ...shown, offers: actor.may('customer_posting', 'send') ? await offers(messages) : [] }
}

async function bound(customer: Row) {
  const policies = await policiesOfCustomer(customer.id)
  const { connection_id: connectionId, external_id: key } = customer
  const aliases = await db.from('external_aliases').where({ connection_id: connectionId, entity: 'customer', current_key: key })
  const connection = await ErpConnection.find(connectionId)
  const binding = await CustomerBinding.findBy('customerId', customer.id)

  return { connection, link: await linkOf(connection, key as string), aliases, binding, open: policies ? openFields(policies) : [] }
}

async function linkOf(connection: ErpConnection | null, key: string): Promise<string | null> {
  if (!connection) return null
  const connector = connection.connector()
  try {
    return connector.linkTo('customer', key)
  } finally {
    await connector.close().catch(() => {})
  }
}

/** Each active connection, and why a prospect cannot be sent to it where that is so. */
async function offers(messages: Row[]) {
  const connections = await ErpConnection.query().where('isActive', true).orderBy('name')
  const isUnderWay = messages.some(({ kind, state }) => kind === CUSTOMER_CREATION && state !== 'refused')
  return connections.map((connection) => {
    const creates = connection.description?.capabilities.customers?.creates ?? false
    return { id: connection.id, name: connection.name, reason: !creates ? 'not_offered' : isUnderWay ? 'under_way' : null }
  })
}

function openMessages(companyId: number): Promise<Row[]> {
  return db
    .from('outbox_messages')
    .select('id', 'kind', 'state', 'problem_code', 'reference')
    .where({ subject_type: 'company', subject_id: companyId })
    .whereIn('kind', [...CUSTOMER_KINDS])
    .whereIn('state', [...STUCK, ...UNDER_WAY])
    .orderBy('id', 'desc')
}

async function count(table: string, where: Record<string, unknown>): Promise<number> {
  const [row] = await db.from(table).where(where).count('* as n')
  return Number(row.n)
}

function standingOf(customer: Row | null, messages: Row[], conflicts: number): string {
  if (messages.some(({ state }) => STUCK.includes(state as string))) return 'stuck'
  if (messages.length > 0) return 'outgoing'
  if (!customer) return 'prospect'
  if (customer.gone_at) return 'gone'
  return conflicts > 0 ? 'conflict' : 'in_step'
}
