import { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import AuditEvent from '#identity/models/audit_event'

export interface AuditFilter {
  person?: string
  kind?: string
  from?: string
  /** The last day shown. */
  to?: string
  /** Shows what came before this entry. */
  before?: number
}

const PAGE = 50

/** One page of the audit trail, newest first, and the entry the next page starts before. */
export async function auditTrail(filter: AuditFilter, timeZone: string) {
  const query = AuditEvent.query().preload('user').orderBy('id', 'desc').limit(PAGE + 1)
  if (filter.before) query.where('id', '<', filter.before)
  if (filter.kind) query.where('kind', filter.kind)
  if (filter.from) query.where('at', '>=', midnight(filter.from, timeZone, 0))
  if (filter.to) query.where('at', '<', midnight(filter.to, timeZone, 1))
  if (filter.person) {
    const pattern = `%${filter.person}%`
    query.whereHas('user', (user) => user.whereILike('fullName', pattern).orWhereILike('email', pattern))
  }

  const events = await query
  const shown = events.slice(0, PAGE)
  return { events: shown, next: events.length > PAGE ? shown.at(-1)!.id : null }
}

/** The kinds that occur, for the filter. */
export async function auditKinds(): Promise<string[]> {
  const rows = await AuditEvent.query().distinct('kind').orderBy('kind')
  return rows.map((row) => row.kind)
}

function midnight(day: string, zone: string, daysLater: number): string {
  return sqlInstant(DateTime.fromISO(day, { zone }).plus({ days: daysLater }))
}
