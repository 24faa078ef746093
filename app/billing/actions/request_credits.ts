import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { moneyText } from '#shared/money/money'
import { logChanges } from '#shared/records/change_log'
import CreditRefused from '#billing/errors/credit_refused'
import { creditableLines, type InvoicedLine } from '#billing/queries/creditable_lines'
import { creditOf, type CreditWish } from '#billing/rules/credit_request'

const CREDITABLE = ['approved', 'queued', 'held', 'posted']

export interface WishedCredit {
  chargeId: number
  wish: CreditWish
}

/**
 * Asks for lines of an approved invoice to be given back, in full or in part. The next billing run proposes them as one
 * credit note for the invoice; until then they count as taken, so that nothing is promised twice.
 *
 * @throws {CreditRefused} naming the line that would be credited beyond what was billed
 */
export default class RequestCredits {
  async handle(invoiceId: number, wishes: WishedCredit[], reason: string, actor: Actor, today: CalendarDate, outer?: Trx): Promise<number[]> {
    if (wishes.length === 0) throw new CreditRefused('no_line')
    return within(outer, async (trx) => {
      const invoice = await trx.from('invoices').where('id', invoiceId).forUpdate().firstOrFail()
      if (!CREDITABLE.includes(invoice.status)) throw new CreditRefused('not_approved')

      const lines = await creditableLines(invoiceId, trx)
      const ids: number[] = []
      for (const { chargeId, wish } of wishes) {
        const line = lines.find((one) => one.chargeId === chargeId)
        if (!line) throw new CreditRefused('no_line')
        ids.push(await this.request(invoiceId, line, wish, { reason, asked_on: today, requested_by_id: actor.id, requested_by: actor.name }, trx))
      }
      const asked: Record<string, [unknown, unknown]> = { credit_requested: [null, ids.map((id) => `#${id}`).join(', ')], reason: [null, reason] }
      await logChanges([{ recordType: 'invoice', recordId: invoiceId, kind: 'changed', changes: asked }], { source: 'screen', id: actor.id, name: actor.name }, trx)
      return ids
    })
  }

  private async request(invoiceId: number, line: InvoicedLine, wish: CreditWish, asked: Record<string, unknown>, trx: Trx): Promise<number> {
    const credit = creditOf(line, wish)
    if ('refusal' in credit) throw new CreditRefused(credit.refusal, `value_${line.chargeId}`, `${moneyText(credit.leftCents, line.currency)} ${line.currency}`)

    line.takenCents += credit.cents
    const at = sqlInstant(now())
    const [id] = await trx.insertQuery().table('credit_requests').insert({
      ...asked,
      company_id: line.companyId,
      invoice_id: invoiceId,
      charge_id: line.chargeId,
      description: line.description,
      currency: line.currency,
      net_cents: credit.cents,
      quantity: wish.kind === 'quantity' ? wish.quantity : null,
      state: 'open',
      version: 1,
      created_at: at,
      updated_at: at,
    })
    return Number(id)
  }
}
