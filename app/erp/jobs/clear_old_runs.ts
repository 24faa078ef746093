import { registerJob } from '#shared/queue/jobs'

export const clearOldRuns = registerJob({
  name: 'erp.clear_old_runs',
  async handle() {
    const { now } = await import('#shared/clock')
    const { default: ClearSyncRuns } = await import('#erp/actions/clear_sync_runs')
    await new ClearSyncRuns().handle(now())
  },
})
