import SyncConnection, { type SyncOrder } from '#erp/actions/sync_connection'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import SyncIsRunning from '#erp/errors/sync_is_running'

/** A run from the queue: leaves a live run alone, and asks to be repeated when the ERP is not available. */
export default class RunQueuedSync {
  async handle(connectionId: number, order: SyncOrder): Promise<void> {
    const run = await new SyncConnection().handle(connectionId, order).catch((error) => {
      if (error instanceof SyncIsRunning) return null
      throw error
    })

    if (run?.failureKind === 'unavailable') throw new ErpUnavailable(run.failure!)
  }
}
