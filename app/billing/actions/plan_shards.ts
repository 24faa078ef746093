import db from '@adonisjs/lucid/services/db'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { chargeSources, type AskedOf } from '#billing/charge_sources'
import RunBeingComputed from '#billing/errors/run_being_computed'
import BillingRun from '#billing/models/billing_run'
import { chargesOfCustomers, shardsOf, type Stage } from '#billing/queries/run_shards'
import { stretchesOf, stretchesOfCustomers, type IdStretch } from '#billing/rules/shards'

/** Sources of one part; small enough that the last parts end at about the same time. */
const LINES = 4000
const CHARGES = 8000

/** Parts a computation among workers. Whoever comes first does it, and the others find it done. */
export default class PlanShards {
  /** @param size ids of sources to a part */
  async charges(run: BillingRun, size = LINES): Promise<void> {
    const known = await db.from('billing_shards').where({ billing_run_id: run.id, computation: run.token }).first()
    if (known) return

    const asked: AskedOf = { scope: run.scope, runId: run.id }
    const parts: (IdStretch & { sourceType: string })[] = []
    let total = 0
    for (const source of chargeSources()) {
      if (run.scope.source !== null && run.scope.source !== source.type) continue
      total += await source.count(asked)
      for (const stretch of stretchesOf((await source.bounds?.()) ?? null, size)) parts.push({ ...stretch, sourceType: source.type })
    }
    await this.planned(run, 'charges', async (trx) => {
      await trx.from('billing_shards').where('billing_run_id', run.id).delete()
      await trx.from('billing_run_failures').where('billing_run_id', run.id).delete()
      await trx.from('billing_runs').where('id', run.id).update({ lines_read: 0, lines_total: total })
      return parts
    })
    run.linesTotal = total
  }

  /** The customers of a run whose charges changed; where none did, its proposals stand as they are. */
  async invoices(run: BillingRun, size = CHARGES): Promise<void> {
    await this.planned(run, 'invoices', async (trx, { computedAt }) => {
      if (computedAt) return []
      const customers = await chargesOfCustomers(run.id, ['proposed'], trx)
      return stretchesOfCustomers(customers, size).map((stretch) => ({ ...stretch, sourceType: '' }))
    })
  }

  private async planned(run: BillingRun, stage: Stage, parts: (trx: Trx, locked: BillingRun) => Promise<(IdStretch & { sourceType: string })[]>) {
    await within(undefined, async (trx) => {
      const locked = await BillingRun.query({ client: trx }).where('id', run.id).forUpdate().firstOrFail()
      if (locked.token !== run.token) throw new RunBeingComputed()
      if (await shardsOf(run, stage, trx).first()) return
      const rows = (await parts(trx, locked)).map(({ firstId, lastId, sourceType }) => ({
        billing_run_id: run.id,
        computation: run.token,
        stage,
        source_type: sourceType,
        first_id: firstId,
        last_id: lastId,
        at_id: firstId - 1,
        state: 'waiting',
      }))
      if (rows.length > 0) await insertMany(trx, 'billing_shards', rows)
    })
  }
}
