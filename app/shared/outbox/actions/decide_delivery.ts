import type { Trx } from '#shared/database/transaction'
import { within } from '#shared/database/transaction'
import RecordHappening, { type HappeningFacts } from '#shared/outbox/actions/record_happening'
import DeliveryNotMovable from '#shared/outbox/errors/delivery_not_movable'
import OutboxMessage from '#shared/outbox/outbox_message'
import { canHappen, type Happening } from '#shared/outbox/rules/delivery_protocol'

export type Decision = Extract<
  Happening,
  'look_up_asked' | 'retried' | 'corrected' | 'held_back' | 'released' | 'confirmed' | 'withdrawn' | 'not_done'
>

export interface DecisionFacts extends Pick<HappeningFacts, 'note' | 'reply' | 'change' | 'problem'> {
  actor: { id: number; name: string }
}

/**
 * Moves a message on because a person decided so, and remembers who and why.
 *
 * @throws {DeliveryNotMovable} when the message stands where this cannot be decided
 */
export default class DecideDelivery {
  async handle(id: number, decision: Decision, facts: DecisionFacts, trx?: Trx): Promise<OutboxMessage> {
    return within(trx, async (client) => {
      const message = await OutboxMessage.query({ client }).where('id', id).forUpdate().firstOrFail()
      if (!canHappen(message.delivery, decision)) throw new DeliveryNotMovable(message.reference)

      const { actor, note, reply, change, problem } = facts
      const decided = { actor: { id: actor.id, name: actor.name }, note, reply, change, problem, atStep: message.step }
      const recorded = await new RecordHappening().handle(id, decision, decided, client)
      return recorded!
    })
  }
}
