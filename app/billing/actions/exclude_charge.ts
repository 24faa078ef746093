import { inject } from '@adonisjs/core'
import { within, type Trx } from '#shared/database/transaction'
import { lockReviewed } from '#billing/actions/lock_reviewed'
import ProposeInvoices from '#billing/actions/propose_invoices'
import { errors } from '@adonisjs/lucid'

/** Leaves a charge out of the open run with a reason, or takes it back in. The next run proposes what was left out again. */
@inject()
export default class ExcludeCharge {
  constructor(protected proposeInvoices: ProposeInvoices) {}

  handle(runId: number, chargeId: number, reason: string): Promise<void> {
    return this.change(runId, chargeId, { state: 'excluded', excluded_reason: reason })
  }

  undo(runId: number, chargeId: number): Promise<void> {
    return this.change(runId, chargeId, { state: 'proposed', excluded_reason: null })
  }

  private async change(runId: number, chargeId: number, values: Record<string, unknown>) {
    await within(undefined, async (trx) => {
      const run = await lockReviewed(runId, trx)

      const charge = await this.find(runId, chargeId, trx)
      if (charge.state === values.state) return
      await trx.from('invoice_lines').where('charge_id', chargeId).delete()
      await trx.from('charges').where('id', chargeId).update(values)
      await this.proposeInvoices.rebuildAll(runId, [charge], trx)
      run.revision += 1
      await run.save()
    })
  }

  private async find(runId: number, chargeId: number, trx: Trx) {
    const charge = await trx.from('charges').where({ id: chargeId, billing_run_id: runId }).whereIn('state', ['proposed', 'excluded']).first()
    if (!charge) throw new errors.E_ROW_NOT_FOUND()
    return charge
  }
}
