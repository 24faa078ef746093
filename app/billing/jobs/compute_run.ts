import app from '@adonisjs/core/services/app'
import { registerJob } from '#shared/queue/jobs'
import type { JobDefinition } from '#contracts/queue'

/** Computes an opened run; repeated after a death, it finds what stands already unchanged. */
export const computeRun: JobDefinition<{ runId: number; token: string }> = {
  name: 'billing.compute_run',
  lane: 'billing',
  attempts: 5,
  async handle({ runId, token }) {
    const { default: ComputeBillingRun } = await import('#billing/actions/compute_billing_run')
    const { default: BillingRun } = await import('#billing/models/billing_run')
    const run = await BillingRun.find(runId)
    if (!run || run.token !== token) return

    run.merge({ linesRead: 0, chargesNew: 0, chargesChanged: 0, chargesRemoved: 0, chargesUnchanged: 0, failures: 0 })
    const compute = await app.container.make(ComputeBillingRun)
    await compute.handle(run)
  },
}

registerJob(computeRun)
