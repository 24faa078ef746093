import { registerJob } from '#shared/queue/jobs'

export const retryRecords = registerJob<{ connectionId: number; ids: number[] }>({
  name: 'erp.retry_records',
  attempts: 5,
  async handle({ connectionId, ids }) {
    const { default: RetryRecords } = await import('#erp/actions/retry_records')
    await new RetryRecords().handle(connectionId, ids)
  },
})
