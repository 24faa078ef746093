import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery, { type Decision } from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'
import { ORDER, STOCK_MOVE } from '#erp/outbox/document_delivery'

const KINDS = { 'placed-orders': ORDER, 'stock-issues': STOCK_MOVE }

/** Moves an order or a stock issue on as a person decided; a confirmation takes their word for its number. */
export default class DecideDocument {
  async handle(list: keyof typeof KINDS, subjectId: number, decision: Decision, actor: Actor, said?: { number: string; reason: string }, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const message = await OutboxMessage.query({ client: inner }).where({ kind: KINDS[list], subjectId }).firstOrFail()
      const { held } = (message.reply ?? {}) as { held?: { id: string; number: string } }
      const confirmed = said && { note: `${said.number}: ${said.reason}`, reply: { held: held?.number === said.number ? held : { id: said.number, number: said.number } } }
      await new DecideDelivery().handle(message.id, decision, { actor, ...confirmed }, inner)
    })
  }
}
