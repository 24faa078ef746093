import { registerJob } from '#shared/queue/jobs'

export const startDueSyncs = registerJob({
  name: 'erp.start_due_syncs',
  async handle() {
    const { default: StartDueSyncs } = await import('#erp/actions/start_due_syncs')
    await new StartDueSyncs().handle()
  },
})
