import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'
import { MAIL } from '#messaging/outbox/mail_outbox_kind'

/** Tries a mail again that could not be sent. */
export default class ResendMail {
  async handle(mailId: number, actor: Actor, trx?: Trx): Promise<void> {
    await within(trx, async (client) => {
      const message = await OutboxMessage.query({ client })
        .where({ kind: MAIL, subject_type: 'mail', subject_id: mailId })
        .firstOrFail()
      await new DecideDelivery().handle(message.id, 'retried', { actor }, client)
    })
  }
}
