import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'

/**
 * Takes a person's word that the invoice stands in the ERP under this number. Tax and due
 * dates are unknown until the next sync brings the ERP's own record.
 */
export default class ConfirmPosting {
  async handle(id: number, number: string, reason: string, actor: Actor, trx?: Trx) {
    return within(trx, async (client) => {
      const message = await OutboxMessage.query({ client }).where('id', id).firstOrFail()
      const sent = message.payload as unknown as InvoiceToPost
      const found = message.reply as unknown as ErpInvoice | null
      const reply = found?.number === number ? found : this.asSent(sent, number)

      const facts = { actor, note: `${number}: ${reason}`, reply: { ...reply } }
      return new DecideDelivery().handle(id, 'confirmed', facts, client)
    })
  }

  protected asSent(sent: InvoiceToPost, number: string): ErpInvoice {
    return {
      id: '',
      number,
      reference: sent.reference,
      customerId: sent.customerId,
      state: 'posted',
      issuedOn: sent.issuedOn,
      currency: sent.currency,
      netCents: sent.netCents,
      taxCents: 0,
      totalCents: sent.netCents,
      openCents: sent.netCents,
      lineCount: sent.lines.length,
      dueDates: [],
    }
  }
}
