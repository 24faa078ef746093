import { randomBytes } from 'node:crypto'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'
import { shortReference } from '#shared/outbox/short_reference'
import DocumentNotSendable from '#erp/errors/document_not_sendable'
import ErpConnection from '#erp/models/erp_connection'
import PlacedOrder from '#erp/models/placed_order'
import { ORDER } from '#erp/outbox/document_delivery'
import { orderPayload, type OrderInput } from '#erp/queries/order_payload'

export interface ErpOrderDocument extends OrderInput {
  /** Of crm; the customer of the ERP behind it gets the order. */
  companyId: number
  /** What the order comes from: an offer, or the company itself, which may order more than once. */
  source: { type: string; id: number }
  /** Names what is ordered once at most; a second order under it fails. */
  sourceKey?: string
  /** That of the ERP when absent. */
  currency?: string
}

/** Puts an order on its way into the ERP, under a reference that is found there again. */
export default class QueueErpOrder {
  /** @throws {DocumentNotSendable} */
  async handle({ companyId, source, sourceKey, ...input }: ErpOrderDocument, by: { id: number | null; name: string }, trx?: Trx): Promise<PlacedOrder> {
    return within(trx, async (inner) => {
      const company = await inner.from('companies').where('id', companyId).firstOrFail()
      const customer = company.customer_id ? await inner.from('customers').where('id', company.customer_id).whereNull('gone_at').first() : null
      if (!customer) throw new DocumentNotSendable('not_customer')
      const connection = await ErpConnection.query({ client: inner }).where({ id: customer.connection_id, isActive: true }).first()
      if (!connection?.description?.capabilities.orders) throw new DocumentNotSendable('orders_not_offered')

      const reference = shortReference('ORD', randomBytes(8))
      const currency = input.currency ?? connection.description.currency
      const known = { connectionId: connection.id, customerKey: String(customer.external_id), currency, reference }
      const { payload, lines } = await orderPayload(input, known, inner)
      const { orderedOn, requestedOn, text } = input
      const order = await PlacedOrder.create(
        {
          ...{ connectionId: connection.id, companyId, customerId: Number(customer.id), sourceType: source.type, sourceId: source.id, sourceKey: sourceKey ?? null },
          ...{ reference, currency, orderedOn, requestedOn, text, netCents: lines.reduce((sum, { netCents }) => sum + netCents, 0) },
          ...{ placedById: by.id, placedByName: by.name },
        },
        { client: inner }
      )
      await keepOrderLines(order.id, lines, inner)
      await enqueue(ORDER, { subjectType: 'placed_order', subjectId: order.id, reference, target: String(connection.id), payload: { ...payload } }, inner)
      return order
    })
  }
}

/** The lines of a placed order, in place of those it had. */
export async function keepOrderLines(orderId: number, lines: Awaited<ReturnType<typeof orderPayload>>['lines'], trx: Trx): Promise<void> {
  await trx.from('placed_order_lines').where('placed_order_id', orderId).delete()
  const rows = lines.map(({ productId, description, quantity, unitPrice, position, netCents }) => ({
    ...{ placed_order_id: orderId, position, product_id: productId, description: description.slice(0, 255), quantity, unit_price: unitPrice, net_cents: netCents },
  }))
  await insertMany(trx, 'placed_order_lines', rows)
}
