import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { ERP_ENTITIES, offeredBy } from '#contracts/erp'
import type ErpConnection from '#erp/models/erp_connection'
import SyncCursor from '#erp/models/sync_cursor'
import type { Finding } from '#erp/rules/finding'

const LATE_AFTER_HOURS = 26
const SKEW_SECONDS = 60

/** Whether what is compared is fresh: cursors, sweeps, records that could not be kept. */
export async function linkFindings(connection: ErpConnection, at: DateTime): Promise<Finding[]> {
  const offered = new Set<string>(connection.description ? offeredBy(connection.description) : ERP_ENTITIES)
  const cursors = (await SyncCursor.query().where('connectionId', connection.id)).filter(({ entity }) => offered.has(entity))
  const waiting = await db.from('sync_problems').where('connection_id', connection.id).whereNull('resolved_at').whereNull('skipped_at').groupBy('entity').select('entity').count('* as total')
  const finding = (cause: Finding['cause'], key: string, ours: string | null, theirs: string | null = null): Finding => ({ cause, key, subject: key, ours, theirs, href: '/erp/sync' })

  return [
    ...cursors.filter(({ isPaused }) => isPaused).map(({ entity }) => finding('sync_paused', entity, null)),
    ...cursors.filter((cursor) => !cursor.isPaused && isLate(cursor, at)).map(({ entity, completedAt }) => finding('sync_late', entity, completedAt?.toISO() ?? null)),
    ...cursors
      .filter(({ sweepRefusedSize }) => sweepRefusedSize !== null && sweepRefusedSize !== undefined)
      .map(({ entity, sweepSize, sweepRefusedSize }) => finding('sweep_refused', entity, String(sweepSize ?? 0), String(sweepRefusedSize))),
    ...waiting.map(({ entity, total }) => finding('records_waiting', entity, String(total))),
  ]
}

/** Whether the ERP answers, and whether its clock is ours. */
export async function clockFindings(connection: ErpConnection): Promise<Finding[]> {
  const connector = connection.connector('background')
  try {
    const theirs = DateTime.fromISO(await connector.serverTime())
    const seconds = Math.round(Math.abs(theirs.diffNow('seconds').seconds))
    if (seconds <= SKEW_SECONDS) return []
    return [{ cause: 'clock_skew', key: 'clock', subject: connection.name, ours: DateTime.utc().toISO(), theirs: theirs.toUTC().toISO(), href: '/erp/connections' }]
  } catch (error) {
    return [{ cause: 'erp_silent', key: 'erp', subject: connection.name, ours: null, theirs: (error as Error).message.slice(0, 255), href: '/erp/connections' }]
  } finally {
    await connector.close().catch(() => {})
  }
}

function isLate({ completedAt }: SyncCursor, at: DateTime): boolean {
  return !completedAt || completedAt < at.minus({ hours: LATE_AFTER_HOURS })
}
