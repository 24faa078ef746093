import { inject } from '@adonisjs/core'
import { now } from '#shared/clock'
import { within } from '#shared/database/transaction'
import ComputeShard from '#billing/actions/compute_shard'
import PlanShards from '#billing/actions/plan_shards'
import ProposeInvoices from '#billing/actions/propose_invoices'
import { RunPulse, type Progress } from '#billing/actions/run_pulse'
import { workShards } from '#billing/actions/work_shards'
import RunBeingComputed from '#billing/errors/run_being_computed'
import RunProposed from '#billing/events/run_proposed'
import BillingRun from '#billing/models/billing_run'
import { shardFigures } from '#billing/queries/run_shards'
import { runTerms } from '#billing/queries/run_terms'

export interface AtWork {
  /** Names this worker among those of the run: what an earlier one of its name left behind is taken up at once. */
  worker?: string
  progress?: Progress
  /** Ids of sources to a part. */
  partSize?: number
}

/**
 * Reconciles everything that is expected until the run's day with the billed ledger, in parts that any number of workers
 * share out among themselves: first charges, then invoices. Interrupted anywhere, it is simply run again: what stands
 * already is found unchanged, and the outcome is the same however many take part.
 */
@inject()
export default class ComputeBillingRun {
  constructor(
    protected plan: PlanShards,
    protected computeShard: ComputeShard,
    protected proposeInvoices: ProposeInvoices
  ) {}

  async handle(run: BillingRun, { worker = 'alone', progress = () => {}, partSize }: AtWork = {}): Promise<BillingRun> {
    const pulse = new RunPulse(run, progress)
    try {
      await this.plan.charges(run, partSize)
      const terms = await runTerms(run)
      await workShards(run, 'charges', worker, (shard) => this.computeShard.handle(run, shard, terms, pulse))
      await this.plan.invoices(run, partSize)
      await workShards(run, 'invoices', worker, (shard) => this.proposeInvoices.handle(run, shard, pulse))
      return await this.finish(run, progress)
    } catch (error) {
      if (!(error instanceof RunBeingComputed)) throw error
      return this.endedByOthers(run, error)
    }
  }

  /** Another worker of the run was the last one and ended it. */
  private async endedByOthers(run: BillingRun, error: RunBeingComputed): Promise<BillingRun> {
    const found = await BillingRun.findOrFail(run.id)
    if (found.endedToken !== run.token) throw error
    return found
  }

  /** A run in which nothing is due, not even something left out, ends here; what is held waits outside. */
  private async finish(run: BillingRun, progress: Progress): Promise<BillingRun> {
    const ended = await within(undefined, async (trx) => {
      const locked = await BillingRun.query({ client: trx }).where('id', run.id).forUpdate().firstOrFail()
      if (locked.token !== run.token) throw new RunBeingComputed()
      const figures = await shardFigures(run, trx)
      if (locked.computedAt === null) locked.revision += 1
      locked.merge({
        linesRead: figures.lines_read,
        chargesNew: figures.charges_new,
        chargesChanged: figures.charges_changed,
        chargesRemoved: figures.charges_removed,
        chargesUnchanged: figures.charges_unchanged,
        chargesHeld: figures.charges_held,
        failures: figures.failures,
      })
      await trx.from('billing_shards').where('billing_run_id', run.id).delete()
      locked.merge({ token: null, endedToken: run.token, computedAt: now(), error: null })
      const charge = await trx.from('charges').select('id').where('billing_run_id', run.id).whereIn('state', ['proposed', 'excluded']).first()
      if (!charge) await trx.from('charges').where({ billing_run_id: run.id, state: 'held' }).delete()
      await locked.moveTo(charge ? 'proposed' : 'empty').save()
      if (locked.status === 'proposed' && locked.changes > 0) await RunProposed.dispatch(locked, trx)
      return locked
    })
    progress(ended.linesRead, ended.linesTotal)
    return ended
  }
}
