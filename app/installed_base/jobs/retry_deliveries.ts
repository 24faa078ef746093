import { registerJob } from '#shared/queue/jobs'

export const retryDeliveries = registerJob({
  name: 'installed_base.retry_deliveries',
  lane: 'installed_base',
  async handle() {
    const { default: RetryDeliveries } = await import('#installed_base/actions/retry_deliveries')
    await new RetryDeliveries().handle()
  },
})
