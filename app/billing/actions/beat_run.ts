import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import type { Trx } from '#shared/database/transaction'
import RunBeingComputed from '#billing/errors/run_being_computed'
import type BillingRun from '#billing/models/billing_run'

/**
 * Gives a sign of life of the process that computes a run, with what it has to say; a run
 * that another process has taken over stops here.
 */
export async function beatRun(run: BillingRun, values: Record<string, unknown>, trx: Trx): Promise<void> {
  const beat = { ...values, beat_at: sqlInstant(now()) }
  const held = await trx.from('billing_runs').where({ id: run.id, token: run.token! }).update(beat)
  if (affectedRows(held) === 0) throw new RunBeingComputed()
}
