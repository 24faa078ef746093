import app from '@adonisjs/core/services/app'
import { registerJob } from '#shared/queue/jobs'
import type { JobDefinition } from '#contracts/queue'

/** Computes an opened run; repeated after a death, it finds what stands already unchanged. */
export const computeRun: JobDefinition<{ runId: number; token: string }> = {
  name: 'billing.compute_run',
  lane: 'billing',
  attempts: 5,
  async handle({ runId, token }) {
    const { default: ContinueBillingRun } = await import('#billing/actions/continue_billing_run')
    const work = await app.container.make(ContinueBillingRun)
    await work.handle(runId, token)
  },
}

registerJob(computeRun)
