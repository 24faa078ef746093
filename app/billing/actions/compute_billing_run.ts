import { inject } from '@adonisjs/core'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import KeepCharges from '#billing/actions/keep_charges'
import ProposeInvoices from '#billing/actions/propose_invoices'
import { chargeSources, type ChargeSource, type DuePage } from '#billing/charge_sources'
import RunBeingComputed from '#billing/errors/run_being_computed'
import BillingRun from '#billing/models/billing_run'
import { billingSettings } from '#billing/queries/billing_settings'

type Progress = (read: number, total: number) => void

/**
 * Reconciles everything that is expected until the run's day with the billed ledger, page
 * by page, each in a transaction of its own. Interrupted anywhere, it is simply run again:
 * what stands already is found unchanged.
 */
@inject()
export default class ComputeBillingRun {
  constructor(
    protected keepCharges: KeepCharges,
    protected proposeInvoices: ProposeInvoices
  ) {}

  async handle(run: BillingRun, progress: Progress = () => {}): Promise<BillingRun> {
    const { anomalyPercent } = await billingSettings()
    run.linesTotal = 0
    for (const source of chargeSources()) run.linesTotal += await source.count()
    await within(undefined, (trx) => trx.from('billing_run_failures').where('billing_run_id', run.id).delete())

    for (const source of chargeSources()) {
      for await (const page of source.pages(run.until)) {
        await within(undefined, (trx) => this.keepPage(run, source, page, anomalyPercent, trx))
        progress(run.linesRead, run.linesTotal)
      }
    }

    const count = await this.proposeInvoices.handle(run)
    return this.finish(run, count)
  }

  private async keepPage(run: BillingRun, source: ChargeSource, page: DuePage, percent: number, trx: Trx) {
    const counts = await this.keepCharges.handle(run, source.type, page, percent, trx)
    const failures = page.failures.map(({ sourceId, code, message }) => ({
      billing_run_id: run.id,
      source_type: source.type,
      source_id: sourceId,
      code,
      message: message.slice(0, 255),
    }))
    await insertMany(trx, 'billing_run_failures', failures)

    run.linesRead += page.sourceIds.length
    run.failures += failures.length
    run.chargesNew += counts.added
    run.chargesChanged += counts.changed
    run.chargesRemoved += counts.removed
    run.chargesUnchanged += counts.unchanged
    await this.beat(run, trx)
  }

  /** Saves the progress; a run that another process has taken over stops here. */
  private async beat(run: BillingRun, trx: Trx) {
    const held = await trx
      .from('billing_runs')
      .where({ id: run.id, token: run.token! })
      .update({
        beat_at: sqlInstant(now()),
        lines_read: run.linesRead,
        lines_total: run.linesTotal,
        failures: run.failures,
        charges_new: run.chargesNew,
        charges_changed: run.chargesChanged,
        charges_removed: run.chargesRemoved,
        charges_unchanged: run.chargesUnchanged,
      })
    if (Number(held) === 0) throw new RunBeingComputed()
  }

  private async finish(run: BillingRun, charges: number): Promise<BillingRun> {
    return within(undefined, async (trx) => {
      const locked = await BillingRun.query({ client: trx }).where('id', run.id).forUpdate().firstOrFail()
      if (locked.token !== run.token) throw new RunBeingComputed()
      locked.merge({ linesRead: run.linesRead, linesTotal: run.linesTotal, token: null, computedAt: now() })
      if (run.changes > 0) locked.revision += 1
      return locked.moveTo(charges === 0 ? 'empty' : 'proposed').save()
    })
  }
}
