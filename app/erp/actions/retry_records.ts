import { DateTime } from 'luxon'
import RetryProblems from '#erp/actions/retry_problems'
import SyncIsRunning from '#erp/errors/sync_is_running'
import ErpConnection from '#erp/models/erp_connection'
import SyncLock from '#erp/sync_lock'

/** Reads chosen records that could not be kept once more, outside a run. */
export default class RetryRecords {
  /** @throws {SyncIsRunning} while a run of the connection is alive */
  async handle(connectionId: number, ids: number[]): Promise<void> {
    const connection = await ErpConnection.findOrFail(connectionId)
    const lock = new SyncLock(connectionId)
    const clock = () => DateTime.utc()
    if (!(await lock.take(null, clock()))) throw new SyncIsRunning({ connection: connection.name })

    const connector = connection.connector()
    try {
      await new RetryProblems({ connectionId, connector, lock, clock, pageSize: 1 }).handle({ ids, isThorough: true })
    } finally {
      await connector.close().catch(() => {})
      await lock.release()
    }
  }
}
