import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import { logChanges } from '#shared/records/change_log'
import { closeSettledRun, lockRunOf } from '#billing/actions/close_settled_run'
import { reopenSources } from '#billing/actions/settle_sources'
import InvoiceNotWithdrawable from '#billing/errors/invoice_not_withdrawable'

/**
 * Takes back an invoice that the ERP refused: it is never sent again, its charges no longer
 * count as billed, and the next run proposes them again.
 */
export default class WithdrawInvoice {
  async handle(invoiceId: number, reason: string, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const runId = await lockRunOf(invoiceId, trx)
      const invoice = await trx.from('invoices').where('id', invoiceId).forUpdate().firstOrFail()
      if (invoice.status !== 'refused') throw new InvoiceNotWithdrawable('invoice_not_withdrawable')

      const lines = await trx.from('invoice_lines').select('charge_id').where('invoice_id', invoiceId)
      await this.free(lines.map((line) => Number(line.charge_id)), reason, trx)
      await this.recall(invoiceId, reason, actor, trx)
      await trx.from('invoices').where('id', invoiceId).update({ status: 'withdrawn', updated_at: sqlInstant(now()) })
      const changes = { status: ['refused', 'withdrawn'] as [unknown, unknown], reason: [null, reason] as [unknown, unknown] }
      await logChanges([{ recordType: 'invoice', recordId: invoiceId, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
      await closeSettledRun(runId, trx)
    })
  }

  private async free(chargeIds: number[], reason: string, trx: Trx) {
    const credit = trx.from('charges').select('id').whereIn('corrects_charge_id', chargeIds)
    if (await credit.whereIn('state', ['proposed', 'billed']).first()) throw new InvoiceNotWithdrawable('invoice_credited_since')
    const asked = await trx.from('credit_requests').whereIn('charge_id', chargeIds).whereNot('state', 'withdrawn').first()
    if (asked) throw new InvoiceNotWithdrawable('invoice_credited_since')
    const withdrawn = { state: 'withdrawn', ledger_key: null, excluded_reason: reason }
    await trx.from('charges').whereIn('id', chargeIds).update(withdrawn)
    await reopenSources(chargeIds, trx)
  }

  private async recall(invoiceId: number, reason: string, actor: Actor, trx: Trx) {
    const sent = { subject_type: 'invoice', subject_id: invoiceId, state: 'refused' }
    const message = await trx.from('outbox_messages').select('id').where(sent).first()
    if (message) await new DecideDelivery().handle(Number(message.id), 'withdrawn', { actor, note: reason }, trx)
  }
}
