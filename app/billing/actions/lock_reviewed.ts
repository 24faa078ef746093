import type { Trx } from '#shared/database/transaction'
import RunNotMovable from '#billing/errors/run_not_movable'
import BillingRun from '#billing/models/billing_run'

/**
 * The run under review, locked: an approval or a computation waits, or has been first.
 *
 * @throws {RunNotMovable} when it is not under review
 */
export async function lockReviewed(runId: number, trx: Trx): Promise<BillingRun> {
  const run = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
  if (run.status !== 'proposed') throw new RunNotMovable(run.status, 'proposed')

  return run
}
