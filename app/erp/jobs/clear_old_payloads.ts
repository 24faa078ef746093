import { registerJob } from '#shared/queue/jobs'

export const clearOldPayloads = registerJob({
  name: 'erp.clear_old_payloads',
  async handle() {
    const { now } = await import('#shared/clock')
    const { default: ClearPayloads } = await import('#erp/actions/clear_payloads')
    await new ClearPayloads().handle(now())
  },
})
