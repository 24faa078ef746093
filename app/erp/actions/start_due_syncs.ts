import { DateTime } from 'luxon'
import { dispatch } from '#shared/queue/queue'
import { syncConnection, type SyncPayload } from '#erp/jobs/sync_connection'
import ErpConnection from '#erp/models/erp_connection'
import SyncRun from '#erp/models/sync_run'
import { circuitOf } from '#erp/queries/circuits'
import { admission } from '#erp/rules/circuit'
import { dueSync } from '#erp/rules/due_sync'
import SyncLock from '#erp/sync_lock'

const REPEAT_AFTER_MINUTES = 10

/**
 * Queues the runs that are due, those that were under way when their process died, and those
 * that found the ERP not available: nothing is asked while its circuit rests.
 */
export default class StartDueSyncs {
  async handle(at: DateTime = DateTime.utc()): Promise<number> {
    let started = 0

    for (const connection of await ErpConnection.query().where('isActive', true).orderBy('id')) {
      if (!(await SyncLock.isFree(connection.id, at))) continue
      if (admission(await circuitOf(connection.id), 'background', at.toMillis()).pass === 'wait') continue
      const payload = await this.due(connection, at)
      if (!payload) continue

      await dispatch(syncConnection, payload, { key: `connection-${connection.id}` })
      started++
    }

    return started
  }

  private async due(connection: ErpConnection, at: DateTime): Promise<SyncPayload | null> {
    const last = await SyncRun.query().where('connectionId', connection.id).orderBy('id', 'desc').first()
    const connectionId = connection.id
    if (last && (last.isRunning || isToRepeat(last, at))) return { connectionId, mode: last.mode, sweeps: last.sweeps, entities: last.entities, nightlyOn: null }

    const full = await SyncRun.query()
      .where({ connectionId, mode: 'full', state: 'done' })
      .orderBy('id', 'desc')
      .first()
    const due = dueSync(connection, last?.startedAt ?? null, full?.startedAt ?? null, at)

    return due && { connectionId, ...due }
  }
}

function isToRepeat({ state, failureKind, startedAt }: SyncRun, at: DateTime): boolean {
  return state === 'failed' && failureKind === 'unavailable' && at.diff(startedAt, 'minutes').minutes >= REPEAT_AFTER_MINUTES
}
