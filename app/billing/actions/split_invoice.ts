import { inject } from '@adonisjs/core'
import { within, type Trx } from '#shared/database/transaction'
import { lockReviewed } from '#billing/actions/lock_reviewed'
import ProposeInvoices from '#billing/actions/propose_invoices'
import SplitImpossible from '#billing/errors/split_impossible'

/** Puts chosen lines of a proposed invoice on one of their own, or all of a group back on one. */
@inject()
export default class SplitInvoice {
  constructor(protected proposeInvoices: ProposeInvoices) {}

  /** @throws {SplitImpossible} unless some lines go and some stay */
  async handle(runId: number, invoiceId: number, chargeIds: number[]): Promise<void> {
    await this.change(runId, invoiceId, async (invoice, trx) => {
      const lines = await trx.from('invoice_lines').select('charge_id').where('invoice_id', invoiceId)
      const own = lines.map((line) => Number(line.charge_id))
      const moved = own.filter((id) => chargeIds.includes(id))
      if (moved.length === 0 || moved.length === own.length || moved.length !== new Set(chargeIds).size) throw new SplitImpossible()
      const { last } = await trx.from('charges').where(groupOf(invoice)).max('split as last').firstOrFail()
      await trx.from('charges').whereIn('id', moved).update({ split: Number(last) + 1 })
    })
  }

  async undo(runId: number, invoiceId: number): Promise<void> {
    await this.change(runId, invoiceId, async (invoice, trx) => {
      await trx.from('charges').where(groupOf(invoice)).update({ split: 0 })
    })
  }

  private async change(runId: number, invoiceId: number, move: (invoice: Record<string, any>, trx: Trx) => Promise<void>): Promise<void> {
    await within(undefined, async (trx) => {
      const run = await lockReviewed(runId, trx)
      const invoice = await trx.from('invoices').where({ id: invoiceId, billing_run_id: runId, status: 'proposed' }).firstOrFail()
      await move(invoice, trx)
      await this.proposeInvoices.rebuildAll(runId, [invoice], trx)
      await run.merge({ revision: run.revision + 1 }).save()
    })
  }
}

function groupOf({ billing_run_id, company_id, currency, group_key }: Record<string, any>) {
  return { billing_run_id, company_id, currency, group_key }
}
