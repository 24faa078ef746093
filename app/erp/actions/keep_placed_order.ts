import type { ErpOrder } from '#contracts/erp'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type OutboxMessage from '#shared/outbox/outbox_message'
import MirrorRecords from '#mirror/actions/mirror_records'
import { announce } from '#erp/followers'
import PlacedOrder from '#erp/models/placed_order'

/** Keeps the number that the ERP gave a placed order, and its record, in the transaction that records the answer. */
export default class KeepPlacedOrder {
  async handle(message: OutboxMessage, trx?: Trx): Promise<void> {
    const { held, record } = (message.reply ?? {}) as { held?: Pick<ErpOrder, 'id' | 'number'>; record?: ErpOrder | null }
    if (!held) return
    await within(trx, async (inner) => {
      const order = await PlacedOrder.query({ client: inner }).where('id', message.subjectId).forUpdate().firstOrFail()
      await order.merge({ externalId: held.id, number: held.number }).save()
      if (!record) return
      const { rows } = await new MirrorRecords().handle('order', order.connectionId, [record], now(), inner)
      await announce('order', rows, inner, order.connectionId)
    })
  }
}
