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
  const finding = (cause: Finding['cause'], key: string, ours: string | null, theirs: string | null = null): Finding => ({ cause, key, subject: key, ours, theirs, href: `/erp/connections/${connection.id}/entities/${key}` })

  return [
    ...cursors.filter(({ isPaused }) => isPaused).map(({ entity }) => finding('sync_paused', entity, null)),
    ...cursors.filter((cursor) => !cursor.isPaused && isLate(cursor, at)).map(({ entity, completedAt }) => finding('sync_late', entity, completedAt?.toISO() ?? null)),
    ...cursors
      .filter(({ sweepRefusedSize }) => sweepRefusedSize !== null && sweepRefusedSize !== undefined)
      .map(({ entity, sweepSize, sweepRefusedSize }) => finding('sweep_refused', entity, String(sweepSize ?? 0), String(sweepRefusedSize))),
    ...waiting.map(({ entity, total }) => finding('records_waiting', entity, String(total))),
  ]
}

/** Companies of which both sides say different things, and those whose customer vanished in the ERP. */
export async function bindingFindings(connectionId: number): Promise<Finding[]> {
  const bound = () => db.from('companies').join('customers', 'customers.id', 'companies.customer_id').where('customers.connection_id', connectionId)
  const open = await bound()
    .join('field_conflicts', 'field_conflicts.company_id', 'companies.id')
    .where('field_conflicts.state', 'open')
    .groupBy('companies.id', 'companies.name')
    .select('companies.id', 'companies.name')
    .count('* as total')
  const gone = await bound().whereNotNull('customers.gone_at').where('companies.status', 'customer').select('companies.id', 'companies.name', 'customers.number', 'customers.id as customer_id')

  return [
    ...open.map(({ id, name, total }): Finding => ({ cause: 'conflicts_open', key: String(id), subject: name.slice(0, 190), ours: String(total), theirs: null, href: `/erp/conflicts?company=${id}` })),
    ...gone.map(({ id, name, number, customer_id: customerId }): Finding => ({ cause: 'customer_gone', key: String(id), subject: name.slice(0, 190), ours: number, theirs: null, href: `/crm/companies/${id}`, theirHref: `/mirror/customers/${customerId}` })),
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
