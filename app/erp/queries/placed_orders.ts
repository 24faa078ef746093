import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import type { DeliveryState } from '#shared/outbox/rules/delivery_protocol'
import ErpConnection from '#erp/models/erp_connection'
import PlacedOrder from '#erp/models/placed_order'
import { ORDER } from '#erp/outbox/document_delivery'
import { messagesAbout, outgoingIn, outgoingStanding } from '#erp/queries/outgoing_documents'

const SHOWN = 6

/** Placed orders whose message is in a state, with the companies they are for. */
export async function placedOrdersIn(state: DeliveryState, before?: number) {
  const { messages, next } = await outgoingIn(ORDER, state, before)
  const orders = await PlacedOrder.query().whereIn('id', messages.map(({ subjectId }) => subjectId))
  const names = await companyNames(orders.map(({ companyId }) => companyId))
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  const rows = messages.flatMap((message) => {
    const order = orderOf.get(Number(message.subjectId))
    return order ? [{ message, order, company: names.get(order.companyId) ?? '' }] : []
  })
  return { rows, next }
}

/** One placed order with its lines, what the ERP made of it, and what may be done about it. */
export async function placedOrderPage(id: number) {
  const order = await PlacedOrder.query().where('id', id).preload('lines', (lines) => lines.preload('product')).firstOrFail()
  const company = await db.from('companies').where('id', order.companyId).firstOrFail()
  const theirs = order.externalId ? ({ entity: 'order', key: order.externalId } as const) : null
  const standing = await outgoingStanding(ORDER, id, {
    connectionId: order.connectionId,
    companyId: order.companyId,
    productId: order.lines[0]?.productId ?? null,
    theirs,
    mendHref: `/erp/placed-orders/${id}/edit`,
  })
  return { order, company, mirrored: await mirroredOrder(order), ...standing }
}

/** Orders of a company that went out from here, for its page; null where it cannot order from an ERP. */
export async function ordersOfCompany(company: Row, actor: Actor): Promise<Record<string, unknown> | null> {
  if (!actor.may('placed_order', 'view') || !company.customer_id) return null
  const orders = await PlacedOrder.query().where('companyId', company.id).orderBy('id', 'desc').limit(SHOWN)
  const customer = await db.from('customers').where('id', company.customer_id as number).first()
  const connection = customer ? await ErpConnection.find(customer.connection_id) : null
  const whyNot = customer?.gone_at ? 'customer_gone' : whyNoOrders(connection)
  const mayPlace = actor.may('placed_order', 'place')
  if (orders.length === 0 && !mayPlace && whyNot) return null

  const messages = await messagesAbout(ORDER, orders.map(({ id }) => id))
  const states = await mirroredStates(orders)
  return {
    company,
    connection,
    offers: !whyNot && mayPlace,
    whyNot: mayPlace ? whyNot : null,
    orders: orders.map((order) => ({ order, message: messages.get(order.id), erpState: states.get(order.externalId ?? '') ?? null })),
  }
}

/** Why nothing can be ordered over a connection, or null. */
export function whyNoOrders(connection: ErpConnection | null): 'switched_off' | 'orders_not_offered' | null {
  if (!connection?.isActive) return 'switched_off'
  return connection.description?.capabilities.orders ? null : 'orders_not_offered'
}

/** The record of the ERP behind a placed order, once it is here. */
export async function mirroredOrder({ connectionId, externalId }: PlacedOrder): Promise<Row | null> {
  return externalId === null ? null : db.from('sales_orders').where({ connection_id: connectionId, external_id: externalId }).first()
}

async function mirroredStates(orders: PlacedOrder[]): Promise<Map<string, string>> {
  const keys = orders.flatMap(({ externalId }) => externalId ?? [])
  if (keys.length === 0) return new Map()
  const rows = await db.from('sales_orders').where('connection_id', orders[0].connectionId).whereIn('external_id', keys)
  return new Map(rows.map(({ external_id: key, state }) => [String(key), String(state)]))
}

async function companyNames(ids: number[]): Promise<Map<number, string>> {
  const rows = await db.from('companies').whereIn('id', [...new Set(ids)]).select('id', 'name')
  return new Map(rows.map(({ id, name }) => [Number(id), String(name)]))
}
