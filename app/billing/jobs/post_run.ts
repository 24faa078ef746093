import { registerJob } from '#shared/queue/jobs'
import PostBillingRun from '#billing/actions/post_billing_run'
import type { JobDefinition } from '#contracts/queue'

export const postRun: JobDefinition<{ runId: number }> = {
  name: 'billing.post_run',
  lane: 'billing',
  attempts: 5,
  handle: ({ runId }) => new PostBillingRun().handle(runId),
}

registerJob(postRun)
