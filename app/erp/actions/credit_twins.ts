import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import TwinsNotCreditable from '#erp/errors/twins_not_creditable'
import { differencesOf } from '#erp/rules/posted_invoice'
import { twinCredit, twinReference } from '#erp/rules/twin_credit'

/** What credits of twins are about, beside the messages of our own invoices. */
export const TWIN_CREDIT = 'twin_credit'

/**
 * Settles an invoice that the ERP holds several times: one is kept, and for each of the
 * others a credit note goes out by the same protocol.
 */
export default class CreditTwins {
  /** @throws {TwinsNotCreditable} */
  async handle(id: number, keepId: string, reason: string, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const message = await OutboxMessage.query({ client }).where('id', id).forUpdate().firstOrFail()
      const sent = message.payload as unknown as InvoiceToPost
      const held = (message.problemCode === 'several' && (message.reply?.held as ErpInvoice[] | undefined)) || []
      const keeper = held.find((invoice) => invoice.id === keepId)
      const extras = held.filter((invoice) => invoice.id !== keepId)
      if (!keeper || extras.length === 0) throw new TwinsNotCreditable('changed')
      if (differencesOf(sent, keeper).length > 0 || keeper.state === 'draft') throw new TwinsNotCreditable('keeper_differs')
      if (extras.some(({ state }) => state === 'draft')) throw new TwinsNotCreditable('drafts')

      for (const [index, twin] of extras.entries()) {
        const reference = twinReference(sent.reference, index)
        const payload = { ...twinCredit(sent, twin, reference) }
        await enqueue('invoice', { subjectType: TWIN_CREDIT, subjectId: message.id, reference, target: message.target, payload }, client)
      }
      const numbers = extras.map((twin) => twin.number ?? twin.id).join(', ')
      const facts = { actor, note: `${keeper.number}, ${numbers} −: ${reason}`, reply: { ...keeper } }
      await new DecideDelivery().handle(id, 'confirmed', facts, client)
      return extras.length
    })
  }
}
