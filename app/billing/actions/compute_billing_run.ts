import { inject } from '@adonisjs/core'
import { ahead } from '#shared/ahead'
import { now } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { beatRun } from '#billing/actions/beat_run'
import KeepCharges from '#billing/actions/keep_charges'
import KeepRehearsal from '#billing/actions/keep_rehearsal'
import ProposeInvoices from '#billing/actions/propose_invoices'
import { chargeSources, type AskedOf, type ChargeSource, type DuePage } from '#billing/charge_sources'
import RunBeingComputed from '#billing/errors/run_being_computed'
import RunProposed from '#billing/events/run_proposed'
import BillingRun from '#billing/models/billing_run'
import { runTerms, type RunTerms } from '#billing/queries/run_terms'
import { pageOfRun } from '#billing/rules/due_page'

type Figures = Pick<BillingRun, 'linesRead' | 'failures' | 'chargesNew' | 'chargesChanged' | 'chargesRemoved' | 'chargesUnchanged' | 'chargesHeld'>
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
    const terms = await runTerms(run)
    const asked: AskedOf = { scope: run.scope, runId: run.id }
    const sources = chargeSources().filter(({ type }) => run.scope.source === null || run.scope.source === type)
    run.linesTotal = 0
    for (const source of sources) run.linesTotal += await source.count(asked)
    await within(undefined, (trx) => trx.from('billing_run_failures').where('billing_run_id', run.id).delete())
    for (const source of sources) {
      for await (const page of ahead(source.pages(run.until, asked))) {
        const due = pageOfRun(page, source.type, terms)
        run.merge(await within(undefined, (trx) => this.keepPage(run, source, due, terms, trx)))
        progress(run.linesRead, run.linesTotal)
      }
    }
    await this.proposeInvoices.handle(run)
    return this.finish(run)
  }

  private async keepPage(run: BillingRun, source: ChargeSource, page: DuePage, terms: RunTerms, trx: Trx): Promise<Figures> {
    const counts = await this.keepCharges.handle(run, source.type, page, terms, trx, () => this.keepBefore(run, trx))
    const failures = [...page.failures, ...heldElsewhere(counts.elsewhere)].map(({ sourceId, code, message }) => ({
      billing_run_id: run.id,
      source_type: source.type,
      source_id: sourceId,
      code,
      message: message.slice(0, 255),
    }))
    await insertMany(trx, 'billing_run_failures', failures)

    const figures = {
      linesRead: run.linesRead + page.sourceIds.length,
      failures: run.failures + failures.length,
      chargesNew: run.chargesNew + counts.added,
      chargesChanged: run.chargesChanged + counts.changed,
      chargesRemoved: run.chargesRemoved + counts.removed,
      chargesUnchanged: run.chargesUnchanged + counts.unchanged,
      chargesHeld: run.chargesHeld + counts.held,
    }
    await this.save(run, figures, counts.added + counts.changed + counts.removed > 0, trx)
    return figures
  }

  /** What the run proposed until now, once for each computation, and only where one had ended. */
  private async keepBefore(run: BillingRun, trx: Trx): Promise<void> {
    const { computed_at: computedAt } = await trx.from('billing_runs').where('id', run.id).firstOrFail()
    if (computedAt) await new KeepRehearsal().ofRun(run, trx)
  }

  /** A page that changed charges raises the revision, and the proposals are no longer in step. */
  private save(run: BillingRun, figures: Figures, hasChanged: boolean, trx: Trx) {
    const values = {
      lines_read: figures.linesRead,
      lines_total: run.linesTotal,
      failures: figures.failures,
      charges_new: figures.chargesNew,
      charges_changed: figures.chargesChanged,
      charges_removed: figures.chargesRemoved,
      charges_unchanged: figures.chargesUnchanged,
      charges_held: figures.chargesHeld,
    }
    const moved = { revision: trx.raw('revision + 1'), computed_at: null }
    return beatRun(run, hasChanged ? { ...values, ...moved } : values, trx)
  }

  /** A run in which nothing is due, not even something left out, ends here; what is held waits outside. */
  private async finish(run: BillingRun): Promise<BillingRun> {
    return within(undefined, async (trx) => {
      const locked = await BillingRun.query({ client: trx }).where('id', run.id).forUpdate().firstOrFail()
      if (locked.token !== run.token) throw new RunBeingComputed()
      locked.merge({ linesRead: run.linesRead, linesTotal: run.linesTotal, token: null, computedAt: now(), error: null })
      const charge = await trx.from('charges').select('id').where('billing_run_id', run.id).whereIn('state', ['proposed', 'excluded']).first()
      if (!charge) await trx.from('charges').where({ billing_run_id: run.id, state: 'held' }).delete()
      await locked.moveTo(charge ? 'proposed' : 'empty').save()
      if (locked.status === 'proposed' && locked.changes > 0) await RunProposed.dispatch(locked, trx)
      return locked
    })
  }
}

/** A charge that another open run holds is not billed here as well. */
function heldElsewhere(elsewhere: Map<number, number>): DuePage['failures'] {
  return [...elsewhere].map(([sourceId, runId]) => ({ sourceId, code: 'in_other_run', message: `Run ${runId} is open and holds its charge` }))
}
