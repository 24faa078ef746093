import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import RequestCredits from '#billing/actions/request_credits'
import WithdrawManualCharge from '#billing/actions/withdraw_manual_charge'
import ManualChargeRefused from '#billing/errors/manual_charge_refused'
import { creditableLines } from '#billing/queries/creditable_lines'

/**
 * The counterpart of `EnterCharge`: what was entered for some work is no longer owed. A charge that was not billed is
 * withdrawn; of one that was, what is left of its line is asked to be credited, so that both together come to nothing.
 *
 * @returns the credit request, where there is one
 * @throws {ManualChargeRefused} when it was billed and the person may not ask for credits
 * @throws {CreditRefused} when its invoice cannot be credited as things stand
 */
export default class TakeBackCharge {
  async handle(id: number, reason: string, actor: Actor, today: CalendarDate, trx?: Trx): Promise<number | null> {
    return within(trx, async (inner) => {
      const charge = await inner.from('manual_charges').where('id', id).forUpdate().firstOrFail()
      if (charge.state === 'withdrawn') return null
      if (charge.state === 'open') {
        await new WithdrawManualCharge().handle(id, reason, actor, { trx: inner, followsOrigin: true })
        return null
      }
      if (!actor.may('credit', 'ask')) throw new ManualChargeRefused(undefined, 'needs_credit')
      return this.credit(id, reason, actor, today, inner)
    })
  }

  private async credit(id: number, reason: string, actor: Actor, today: CalendarDate, trx: Trx): Promise<number | null> {
    const billed = await trx
      .from('charges')
      .join('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
      .where({ 'charges.source_type': 'manual_charge', 'charges.source_id': id, 'charges.state': 'billed' })
      .select('charges.id', 'invoice_lines.invoice_id')
      .firstOrFail()
    const invoiceId = Number(billed.invoice_id)
    await trx.from('invoices').where('id', invoiceId).forUpdate().firstOrFail()
    const line = (await creditableLines(invoiceId, trx)).find(({ chargeId }) => chargeId === Number(billed.id))
    if (!line || line.leftCents === 0) return null

    const wished = [{ chargeId: line.chargeId, wish: { kind: 'whole' as const } }]
    const [creditId] = await new RequestCredits().handle(invoiceId, wished, reason, actor, today, trx)
    return creditId
  }
}
