import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import { contentHash } from '#shared/outbox/content_hash'
import OutboxMessage from '#shared/outbox/outbox_message'
import { canHappen } from '#shared/outbox/rules/delivery_protocol'
import { keepOrderLines } from '#erp/actions/queue_erp_order'
import DocumentNotSendable from '#erp/errors/document_not_sendable'
import PlacedOrder from '#erp/models/placed_order'
import { ORDER } from '#erp/outbox/document_delivery'
import { orderPayload, type OrderInput } from '#erp/queries/order_payload'

/** Sends an order that the ERP refused again as a person mended it, under the same reference. */
export default class MendErpOrder {
  /** @throws {DocumentNotSendable} once it is on its way or there */
  async handle(orderId: number, input: OrderInput, actor: Actor, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const order = await PlacedOrder.query({ client: inner }).where('id', orderId).forUpdate().firstOrFail()
      const message = await OutboxMessage.query({ client: inner }).where({ kind: ORDER, subjectId: orderId }).firstOrFail()
      if (!canHappen(message.delivery, 'corrected')) throw new DocumentNotSendable('under_way')
      const customer = await inner.from('customers').where('id', order.customerId).firstOrFail()
      const { connectionId, currency, reference } = order
      const { payload, lines } = await orderPayload(input, { connectionId, customerKey: String(customer.external_id), currency, reference }, inner)

      const { orderedOn, requestedOn, text } = input
      await order.merge({ orderedOn, requestedOn, text, netCents: lines.reduce((sum, { netCents }) => sum + netCents, 0) }).save()
      await keepOrderLines(orderId, lines, inner)
      const change = (held: OutboxMessage) => void Object.assign(held, { payload: { ...payload }, payloadHash: contentHash({ ...payload }) })
      await new DecideDelivery().handle(message.id, 'corrected', { actor, change }, inner)
    })
  }
}
