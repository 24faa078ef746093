import { registerJob } from '#shared/queue/jobs'

export const sweepWebhooks = registerJob({
  name: 'erp.sweep_webhooks',
  async handle() {
    const { default: SweepWebhooks } = await import('#erp/actions/sweep_webhooks')
    await new SweepWebhooks().handle()
  },
})
