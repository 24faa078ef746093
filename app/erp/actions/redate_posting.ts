import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import type { Actor } from '#shared/actor'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import { contentHash } from '#shared/outbox/content_hash'

/** Sends an invoice that the ERP does not hold again under another date; the billed period stays. */
export default class RedatePosting {
  async handle(id: number, issuedOn: CalendarDate, reason: string, actor: Actor, trx?: Trx) {
    return new DecideDelivery().handle(
      id,
      'corrected',
      {
        actor,
        note: `${issuedOn}: ${reason}`,
        change: (message) => {
          message.payload = { ...message.payload, issuedOn }
          message.payloadHash = contentHash(message.payload)
        },
      },
      trx
    )
  }
}
