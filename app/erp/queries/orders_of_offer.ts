import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { onlyReachable } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import type { Consequence } from '#sales/acceptance'
import OutboxMessage from '#shared/outbox/outbox_message'
import ErpConnection from '#erp/models/erp_connection'
import PlacedOrder from '#erp/models/placed_order'
import { ORDER } from '#erp/outbox/document_delivery'
import { mirroredOrder, whyNoOrders } from '#erp/queries/placed_orders'

/** How a placed order names that it comes from an offer. */
export const OFFER_SOURCE = 'offer'

export interface OrderOfOffer {
  order: PlacedOrder
  message: OutboxMessage
}

/** What was ordered for an offer, newest first, with how each is on its way. */
export async function ordersOfOffer(offerId: number, trx?: Trx): Promise<OrderOfOffer[]> {
  const client = trx ? { client: trx } : {}
  const orders = await PlacedOrder.query(client).where({ sourceType: OFFER_SOURCE, sourceId: offerId }).orderBy('id', 'desc')
  const messages = await OutboxMessage.query(client).where({ kind: ORDER }).whereIn('subjectId', orders.map(({ id }) => id))
  return orders.flatMap((order) => {
    const message = messages.find(({ subjectId }) => Number(subjectId) === order.id)
    return message ? [{ order, message }] : []
  })
}

/** The order that stands; one that a person withdrew may be placed again. */
export function standingOrder(orders: OrderOfOffer[]): OrderOfOffer | null {
  return orders.find(({ message }) => message.state !== 'withdrawn') ?? null
}

/** The order that an offer was placed as; it stands unless somebody withdrew it. */
export async function orderMadeOf(type: string, id: number, trx: Trx): Promise<Consequence | null> {
  const placed = type === OFFER_SOURCE ? standingOrder(await ordersOfOffer(id, trx)) : null
  return placed ? { kind: 'order', number: placed.order.number ?? placed.order.reference } : null
}

/** What the page of an accepted offer shows of its order in the ERP, and why none can be placed where that is so. */
export async function orderOnOfferPage(offer: Row, actor: Actor): Promise<Record<string, unknown> | null> {
  if (offer.status !== 'accepted' || !actor.may('placed_order', 'view')) return null
  const placed = standingOrder(await ordersOfOffer(offer.id))
  const mirrored = placed ? await mirroredOrder(placed.order) : null
  const standing = placed ? null : await orderingFrom(Number(offer.company_id))
  return {
    offer,
    placed,
    mirrored,
    contracts: mirrored ? await contractsBorn(mirrored.id, actor) : [],
    connection: standing?.connection ?? null,
    whyNot: standing?.whyNot ?? null,
    mayPlace: actor.may('placed_order', 'place'),
  }
}

/** The ERP from which a company orders, and why it cannot where that is so. */
export async function orderingFrom(companyId: number): Promise<{ connection: ErpConnection | null; whyNot: 'not_customer' | 'customer_gone' | 'switched_off' | 'orders_not_offered' | null }> {
  const customer = await db.from('customers').join('companies', 'companies.customer_id', 'customers.id').where('companies.id', companyId).select('customers.*').first()
  if (!customer) return { connection: null, whyNot: 'not_customer' }
  const connection = await ErpConnection.find(customer.connection_id)
  return { connection, whyNot: customer.gone_at ? 'customer_gone' : whyNoOrders(connection) }
}

/** Contracts that were born from the lines of an order. */
async function contractsBorn(orderId: number, actor: Actor): Promise<Row[]> {
  const type = recordType('service_contract')
  if (!actor.may(type.name, 'view')) return []
  const query = db.from('service_contracts').join('sales_order_lines', 'sales_order_lines.id', 'service_contracts.sales_order_line_id').where('sales_order_lines.sales_order_id', orderId)
  onlyReachable(query, type, actor, 'view')
  return query.select('service_contracts.id', 'service_contracts.number', 'service_contracts.title').orderBy('service_contracts.id')
}
