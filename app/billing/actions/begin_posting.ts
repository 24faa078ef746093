import { within } from '#shared/database/transaction'
import { dispatch } from '#shared/queue/queue'
import { postRun } from '#billing/jobs/post_run'
import BillingRun from '#billing/models/billing_run'

/** Releases an approved run for posting. The row says so before the queue hears of it; the sweep finds it otherwise. */
export default class BeginPosting {
  async handle(runId: number): Promise<BillingRun> {
    const run = await within(undefined, async (trx) => {
      const locked = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
      return locked.moveTo('posting').save()
    })
    await dispatch(postRun, { runId }, { key: `post:${runId}` })
    return run
  }
}
