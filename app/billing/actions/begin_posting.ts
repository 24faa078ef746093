import { affectedRows } from '#shared/database/affected_rows'
import { within } from '#shared/database/transaction'
import { dispatch } from '#shared/queue/queue'
import { postRun } from '#billing/jobs/post_run'
import BillingRun from '#billing/models/billing_run'
import { NO_ERP_CUSTOMER } from '#billing/rules/posting_refusal'

/**
 * Releases an approved run for posting, or tries again what it refused because the ERP did not
 * know the company. The row says so before the queue hears of it; the sweep finds it otherwise.
 */
export default class BeginPosting {
  async handle(runId: number): Promise<BillingRun> {
    const run = await within(undefined, async (trx) => {
      const locked = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
      const again = trx.from('invoices').where({ billing_run_id: runId, status: 'refused', problem_code: NO_ERP_CUSTOMER })
      if (locked.status === 'posting' && affectedRows(await again.update({ status: 'approved' })) > 0) return locked
      return locked.moveTo('posting').save()
    })
    await dispatch(postRun, { runId }, { key: `post:${runId}` })
    return run
  }
}
