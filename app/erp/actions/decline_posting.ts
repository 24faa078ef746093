import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import DeliveryNotMovable from '#shared/outbox/errors/delivery_not_movable'
import OutboxMessage from '#shared/outbox/outbox_message'
import { BY_HAND } from '#erp/rules/posting_by_hand'

/** Takes a person's word that an invoice which was to be entered by hand does not stand in the ERP. */
export default class DeclinePosting {
  /** @throws {DeliveryNotMovable} unless it waits to be entered by hand */
  async handle(id: number, reason: string, actor: Actor, trx?: Trx) {
    return within(trx, async (client) => {
      const message = await OutboxMessage.query({ client }).where('id', id).firstOrFail()
      if (message.problemCode !== BY_HAND) throw new DeliveryNotMovable(message.reference)

      const problem = { code: 'not_entered', sentence: reason }
      return new DecideDelivery().handle(id, 'not_done', { actor, note: reason, problem }, client)
    })
  }
}
