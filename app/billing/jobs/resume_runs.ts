import db from '@adonisjs/lucid/services/db'
import { dispatch } from '#shared/queue/queue'
import { registerJob } from '#shared/queue/jobs'
import { ringWorkers } from '#billing/jobs/compute_run'
import { postRun } from '#billing/jobs/post_run'
import { billingSettings } from '#billing/queries/billing_settings'
import type { JobDefinition } from '#contracts/queue'

/** Finds runs whose work the queue has lost, such as after it was wiped, and queues it again. */
export const resumeRuns: JobDefinition = {
  name: 'billing.resume_runs',
  async handle() {
    const computing = await db.from('billing_runs').select('id', 'token').where('status', 'computing').whereNotNull('token')
    const { workers } = await billingSettings()
    for (const { id, token } of computing) await ringWorkers(Number(id), token, workers)

    const posting = await db.from('invoices').distinct('billing_run_id as id').where('status', 'approved').whereIn('billing_run_id', db.from('billing_runs').select('id').where('status', 'posting'))
    for (const { id } of posting) await dispatch(postRun, { runId: Number(id) }, { key: `post:${id}` })
  },
}

registerJob(resumeRuns)
