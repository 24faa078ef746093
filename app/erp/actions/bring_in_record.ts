import { DateTime } from 'luxon'
import type { ErpEntity } from '#contracts/erp'
import db from '@adonisjs/lucid/services/db'
import KeepRecords from '#erp/actions/keep_records'
import RetryProblems from '#erp/actions/retry_problems'
import type ErpConnection from '#erp/models/erp_connection'
import { readPatiently } from '#erp/patience'
import type { Urgency } from '#erp/rules/circuit'
import SyncLock from '#erp/sync_lock'
import { currentKeys } from '#mirror/queries/resolved_rows'
import { MIRRORINGS } from '#mirror/rules/mirrorings'

/** One record beside a run needs no right of its own: what the run overwrites, its next window reads again. */
class NoLock extends SyncLock {
  override async beat(): Promise<void> {}
}

/** Reads one record of the ERP now, with the parents it needs, and keeps it. */
export default class BringInRecord {
  /** The id of the row that mirrors it, or null when the ERP has no such record or it cannot be kept. */
  async handle(connection: ErpConnection, entity: ErpEntity, key: string, urgency: Urgency = 'usual'): Promise<number | null> {
    const connector = connection.connector(urgency)
    try {
      const record = await readPatiently(() => connector.readOne(entity, key))
      if (record === null) return null

      const context = { connectionId: connection.id, connector, lock: new NoLock(connection.id), clock: () => DateTime.utc(), pageSize: 1 }
      const counts = await new KeepRecords(context).handle(entity, { records: [record], unreadable: [] })
      if (counts.waiting > 0) {
        const waiting = { connection_id: connection.id, entity, external_id: record.id }
        const problems = await db.from('sync_problems').where(waiting).select('id')
        await new RetryProblems(context).handle({ ids: problems.map(({ id }) => Number(id)), isThorough: true })
      }
      return await mirroredId(connection.id, entity, record.id)
    } finally {
      await connector.close().catch(() => {})
    }
  }
}

/** The id of the row that mirrors a record and is not gone, or null. */
export async function mirroredId(connectionId: number, entity: ErpEntity, key: string): Promise<number | null> {
  const { table } = MIRRORINGS[entity]
  const current = await currentKeys(entity, connectionId, [key], db.connection())
  const row = await db.from(table).where({ connection_id: connectionId, external_id: current.get(key) ?? key }).select('id').first()
  return row ? Number(row.id) : null
}
