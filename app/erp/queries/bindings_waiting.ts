import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Waiting } from '#shared/shell/waiting'
import { ORDER, STOCK_MOVE } from '#erp/outbox/document_delivery'
import { CUSTOMER_KINDS } from '#erp/outbox/customer_delivery'

const OUTGOING = [
  { resource: 'placed_order', kind: ORDER, label: 'orders', href: '/erp/placed-orders' },
  { resource: 'stock_issue', kind: STOCK_MOVE, label: 'stock', href: '/erp/stock-issues' },
]

/** Conflicts to settle, matches to confirm, and customers, orders and parts that did not get into the ERP. */
export async function bindingsWaiting(actor: Actor): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  if (actor.may('field_conflict', 'view')) {
    const conflicts = await count(db.from('field_conflicts').where('state', 'open'))
    waiting.push({ labelKey: 'bindings.waiting.conflicts', icon: 'git-merge', count: conflicts, href: '/erp/conflicts', tone: 'warning' })
  }
  if (actor.may('adoption', 'view')) {
    const proposals = await count(db.from('adoption_proposals').where('state', 'open'))
    waiting.push({ labelKey: 'bindings.waiting.adoptions', icon: 'link', count: proposals, href: '/erp/adoptions', tone: 'info' })
  }
  if (actor.may('customer_posting', 'view')) {
    const stuck = await count(db.from('outbox_messages').whereIn('kind', [...CUSTOMER_KINDS]).whereIn('state', ['refused', 'held', 'unknown']))
    waiting.push({ labelKey: 'bindings.waiting.stuck', icon: 'send', count: stuck, href: '/erp/customer-postings', tone: 'danger' })
  }
  for (const { resource, kind, label, href } of OUTGOING) {
    if (!actor.may(resource, 'view')) continue
    const stuck = await count(db.from('outbox_messages').where({ kind }).whereIn('state', ['refused', 'held', 'unknown']))
    waiting.push({ labelKey: `outgoing.waiting.${label}`, icon: 'send', count: stuck, href, tone: 'danger' })
  }
  return waiting
}

async function count(query: { count(column: string): unknown }): Promise<number> {
  const [row] = (await query.count('* as n')) as { n: unknown }[]
  return Number(row.n)
}
