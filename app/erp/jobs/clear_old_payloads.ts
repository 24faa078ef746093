import { registerJob } from '#shared/queue/jobs'

export const clearOldPayloads = registerJob({
  name: 'erp.clear_old_payloads',
  async handle() {
    const { now } = await import('#shared/clock')
    const { default: ClearOldPayloads } = await import('#erp/actions/clear_old_payloads')
    await new ClearOldPayloads().handle(now())
  },
})
