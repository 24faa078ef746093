import { within, type Trx } from '#shared/database/transaction'
import RecordHappening from '#shared/outbox/actions/record_happening'
import OutboxMessage from '#shared/outbox/outbox_message'

/** Takes back what the ERP refused of a subject once a later message of the same kind has said all there is to say. */
export default class WithdrawMessages {
  async handle(done: OutboxMessage, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const { kind, subjectType, subjectId } = done
      const outdated = await OutboxMessage.query({ client: inner }).where({ kind, subjectType, subjectId, state: 'refused' }).where('id', '<', done.id)
      for (const message of outdated) await new RecordHappening().handle(message.id, 'withdrawn', { note: done.reference }, inner)
    })
  }
}
