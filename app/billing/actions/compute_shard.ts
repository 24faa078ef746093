import { ahead } from '#shared/ahead'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import KeepCharges, { type ChargesToKeep } from '#billing/actions/keep_charges'
import KeepRehearsal from '#billing/actions/keep_rehearsal'
import type { RunPulse } from '#billing/actions/run_pulse'
import { holdShard } from '#billing/actions/work_shards'
import { chargeSources, type DuePage } from '#billing/charge_sources'
import RunBeingComputed from '#billing/errors/run_being_computed'
import type BillingRun from '#billing/models/billing_run'
import { FIGURES, type Shard } from '#billing/queries/run_shards'
import type { RunTerms } from '#billing/queries/run_terms'
import { pageOfRun } from '#billing/rules/due_page'

/**
 * Reconciles a part of a run, page by page. What a page changes is written in one transaction with how far the
 * part has come; a page that changes nothing is only read.
 */
export default class ComputeShard {
  private readonly keep = new KeepCharges()
  private readonly noted = new Set<string>()

  async handle(run: BillingRun, shard: Shard, terms: RunTerms, pulse: RunPulse): Promise<void> {
    const source = chargeSources().find(({ type }) => type === shard.sourceType)
    if (!source) return
    if (!source.bounds && shard.figures.lines_read > 0) await this.beginAnew(run, shard)

    const asked = { scope: run.scope, runId: run.id, ids: [shard.atId + 1, shard.lastId] as [number, number] }
    for await (const found of ahead(source.pages(run.until, asked))) {
      const page = pageOfRun(found, source.type, terms)
      const kept = await this.keep.compare(run, source.type, page, terms)
      const failures = failuresOf(run, source.type, page, kept)
      this.count(shard, page, kept, failures.length)
      if (kept.isChange || failures.length > 0) await this.write(run, shard, kept, failures)
      else if (pulse.isDue) await within(undefined, (trx) => holdShard(shard, { at_id: shard.atId, ...shard.figures }, trx))
      await pulse.beat()
    }
  }

  private async write(run: BillingRun, shard: Shard, kept: ChargesToKeep, failures: Record<string, unknown>[]) {
    const isFirst = kept.isChange && !this.noted.has(run.token!)
    await within(undefined, async (trx) => {
      if (isFirst) await this.noteChange(run, trx)
      await holdShard(shard, { at_id: shard.atId, ...shard.figures }, trx)
      await this.keep.write(kept, trx)
      await insertMany(trx, 'billing_run_failures', failures)
    })
    if (isFirst) this.noted.add(run.token!)
  }

  /** Before the first change: what the run proposed is kept to compare with, and no approval of it fits any more. */
  private async noteChange(run: BillingRun, trx: Trx): Promise<void> {
    const locked = await trx.from('billing_runs').where({ id: run.id, token: run.token! }).forUpdate().first()
    if (!locked) throw new RunBeingComputed()
    if (locked.computed_at) await new KeepRehearsal().ofRun(run, trx)
    await trx.from('billing_runs').where('id', run.id).update({ revision: trx.raw('revision + 1'), computed_at: null })
  }

  private count(shard: Shard, page: DuePage, { counts }: ChargesToKeep, failures: number): void {
    const figures = { lines_read: page.sourceIds.length, charges_new: counts.added, charges_changed: counts.changed, charges_removed: counts.removed, charges_unchanged: counts.unchanged, charges_held: counts.held, failures }
    for (const figure of FIGURES) shard.figures[figure] += figures[figure]
    shard.atId = page.sourceIds.reduce((last, id) => Math.max(last, id), shard.atId)
  }

  /** A source that cannot begin in the middle is read from its beginning again. */
  private async beginAnew(run: BillingRun, shard: Shard): Promise<void> {
    shard.atId = shard.firstId - 1
    for (const figure of FIGURES) shard.figures[figure] = 0
    await within(undefined, async (trx) => {
      await holdShard(shard, { at_id: shard.atId, ...shard.figures }, trx)
      await trx.from('billing_run_failures').where({ billing_run_id: run.id, source_type: shard.sourceType }).delete()
    })
  }
}

/** Why sources bring nothing; a charge that another open run holds is not billed here as well. */
function failuresOf(run: BillingRun, sourceType: string, page: DuePage, { elsewhere }: ChargesToKeep) {
  const held = [...elsewhere].map(([sourceId, runId]) => ({ sourceId, code: 'in_other_run', message: `Run ${runId} is open and holds its charge` }))
  return [...page.failures, ...held].map(({ sourceId, code, message }) => ({
    billing_run_id: run.id,
    source_type: sourceType,
    source_id: sourceId,
    code,
    message: message.slice(0, 255),
  }))
}
