import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import InvoiceNotWithdrawable from '#billing/errors/invoice_not_withdrawable'

/** Takes back an invoice that the ERP refused: its charges no longer count as billed, and the next run proposes them again. */
export default class WithdrawInvoice {
  async handle(invoiceId: number, reason: string, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const invoice = await trx.from('invoices').where('id', invoiceId).forUpdate().firstOrFail()
      if (invoice.status !== 'refused') throw new InvoiceNotWithdrawable(invoice.status)

      const charges = trx.from('invoice_lines').select('charge_id').where('invoice_id', invoiceId)
      await trx.from('charges').whereIn('id', charges).update({ state: 'withdrawn', ledger_key: null, excluded_reason: reason })
      await trx.from('invoices').where('id', invoiceId).update({ status: 'withdrawn', updated_at: sqlInstant(now()) })
      const changes = { status: ['refused', 'withdrawn'] as [unknown, unknown], reason: [null, reason] as [unknown, unknown] }
      await logChanges([{ recordType: 'invoice', recordId: invoiceId, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}
