import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import { contentHash } from '#shared/outbox/content_hash'
import OutboxMessage from '#shared/outbox/outbox_message'
import { canHappen } from '#shared/outbox/rules/delivery_protocol'
import { admitSerial, issuePayload, type PartUsed } from '#erp/actions/queue_stock_issue'
import DocumentNotSendable from '#erp/errors/document_not_sendable'
import StockIssue from '#erp/models/stock_issue'
import { STOCK_MOVE } from '#erp/outbox/document_delivery'

/** Sends an issue that the ERP refused again as a person mended it, under the same reference. */
export default class MendStockIssue {
  /** @throws {DocumentNotSendable} once it is on its way or there, and for a reversal: that mirrors its issue */
  async handle(issueId: number, part: PartUsed, actor: Actor, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const issue = await StockIssue.query({ client: inner }).where('id', issueId).forUpdate().firstOrFail()
      const message = await OutboxMessage.query({ client: inner }).where({ kind: STOCK_MOVE, subjectId: issueId }).firstOrFail()
      if (issue.reversesId !== null || !canHappen(message.delivery, 'corrected')) throw new DocumentNotSendable('under_way')
      const product = await inner.from('products').where('id', part.productId).firstOrFail()
      if (Number(product.connection_id) !== issue.connectionId) throw new DocumentNotSendable('other_erp', { product: product.number }, 'product_id')
      admitSerial(part, product)

      await issue.merge({ ...part }).save()
      const { customerId } = message.payload as { customerId: string | null }
      const payload = issuePayload(issue, String(product.external_id), customerId)
      const change = (held: OutboxMessage) => void Object.assign(held, { payload: { ...payload }, payloadHash: contentHash({ ...payload }) })
      await new DecideDelivery().handle(message.id, 'corrected', { actor, change }, inner)
    })
  }
}
