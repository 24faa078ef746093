import SyncConnection, { type SyncOrder } from '#erp/actions/sync_connection'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import SyncIsRunning from '#erp/errors/sync_is_running'
import { circuitOf } from '#erp/queries/circuits'

/**
 * A run from the queue: leaves a live run alone, and asks to be repeated when the ERP is not available.
 * Once the circuit is open it is for the schedule to take the run up again.
 */
export default class RunQueuedSync {
  async handle(connectionId: number, order: SyncOrder): Promise<void> {
    const run = await new SyncConnection().handle(connectionId, order).catch((error) => {
      if (error instanceof SyncIsRunning) return null
      throw error
    })

    if (run?.failureKind !== 'unavailable') return
    const { state } = await circuitOf(connectionId)
    if (state === 'closed') throw new ErpUnavailable(run.failure!)
  }
}
