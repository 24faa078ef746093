import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import { peopleWhoMay } from '#identity/queries/people_who_may'
import { NEEDS_REASON, WAITING_FOR, type RequestMove } from '#service_desk/rules/request_status'

/** The form by which a request is moved on; whoever may work on requests can be given it, who has fewest open requests first. */
export async function requestMovePage(row: Row, move: RequestMove) {
  return { row, move, needsReason: NEEDS_REASON.includes(move), reasons: WAITING_FOR, people: move === 'assign' ? await people() : [] }
}

async function people() {
  const ids = await peopleWhoMay('service_request', 'work', db.connection() as Trx)
  const open = await db.from('service_requests').where('is_open', true).whereIn('assignee_id', ids).groupBy('assignee_id').select('assignee_id').count('* as n')
  const load = new Map(open.map((row) => [Number(row.assignee_id), Number(row.n)]))
  const rows = await db.from('users').whereIn('id', ids).select('id', 'full_name').orderBy('full_name')
  return rows.map((row) => ({ id: Number(row.id), name: row.full_name, open: load.get(Number(row.id)) ?? 0 })).sort((one, other) => one.open - other.open)
}
