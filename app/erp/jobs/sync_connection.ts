import type { ErpEntity } from '#contracts/erp'
import type { SyncMode } from '#erp/models/sync_cursor'
import { registerJob } from '#shared/queue/jobs'

export type SyncPayload = {
  connectionId: number
  mode: SyncMode
  sweeps: boolean
  entities?: ErpEntity[]
  nightlyOn?: string | null
  requestedById?: number | null
}

export const syncConnection = registerJob<SyncPayload>({
  name: 'erp.sync_connection',
  attempts: 4,
  async handle({ connectionId, ...order }) {
    const { default: RunQueuedSync } = await import('#erp/actions/run_queued_sync')
    await new RunQueuedSync().handle(connectionId, order)
  },
})
