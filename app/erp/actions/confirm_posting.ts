import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'

/** What a person read on the ERP's screen beside the number. */
export interface SeenInErp {
  issuedOn?: CalendarDate
  totalCents?: number
  dueOn?: CalendarDate
}

/**
 * Takes a person's word that the invoice stands in the ERP under this number. What the person
 * does not say of tax and due date is unknown until the next sync brings the ERP's own record.
 */
export default class ConfirmPosting {
  async handle(id: number, number: string, reason: string, actor: Actor, seen: SeenInErp = {}, trx?: Trx) {
    return within(trx, async (client) => {
      const message = await OutboxMessage.query({ client }).where('id', id).firstOrFail()
      const sent = message.payload as unknown as InvoiceToPost
      const found = message.reply as unknown as ErpInvoice | null
      const reply = found?.number === number ? found : this.asSent(sent, number, seen)

      const facts = { actor, note: `${number}: ${reason}`, reply: { ...reply } }
      return new DecideDelivery().handle(id, 'confirmed', facts, client)
    })
  }

  protected asSent(sent: InvoiceToPost, number: string, { issuedOn, totalCents = sent.netCents, dueOn }: SeenInErp): ErpInvoice {
    return {
      id: '',
      number,
      reference: sent.reference,
      customerId: sent.customerId,
      state: 'posted',
      issuedOn: issuedOn ?? sent.issuedOn,
      currency: sent.currency,
      netCents: sent.netCents,
      taxCents: totalCents - sent.netCents,
      totalCents,
      openCents: totalCents,
      lineCount: sent.lines.length,
      dueDates: dueOn ? [{ on: dueOn, amountCents: totalCents }] : [],
    }
  }
}
