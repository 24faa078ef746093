import { within, type Trx } from '#shared/database/transaction'
import RecordHappening from '#shared/outbox/actions/record_happening'
import OutboxMessage from '#shared/outbox/outbox_message'

/** Takes back what the ERP refused of a subject, since a later message of the same kind says all there is to say. */
export default class WithdrawMessages {
  async handle(later: OutboxMessage, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const { kind, subjectType, subjectId } = later
      const outdated = await OutboxMessage.query({ client: inner }).where({ kind, subjectType, subjectId, state: 'refused' }).where('id', '<', later.id)
      for (const message of outdated) await new RecordHappening().handle(message.id, 'withdrawn', { note: later.reference }, inner)
    })
  }
}
