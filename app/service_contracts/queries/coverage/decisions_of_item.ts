import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { onlyReachable } from '#shared/records/queries/visibility'
import { COVERAGE_DECISION } from '#service_contracts/records/coverage_decision'

const SHOWN = 5

/** What was last decided about the coverage of work on an item, as far as the person may see it. */
export async function decisionsOfItem(itemId: number, actor: Actor) {
  const query = db.from('coverage_decisions').where('installed_item_id', itemId).orderBy('id', 'desc').limit(SHOWN)
  onlyReachable(query, COVERAGE_DECISION, actor, 'view')
  const rows = await query.select('id', 'number', 'status', 'requested_at', 'currency', 'covered_cents', 'billable_cents')
  return rows.map((row) => ({
    number: row.number as string,
    href: `${COVERAGE_DECISION.path}/${row.id}`,
    status: row.status as string,
    requestedAt: row.requested_at,
    currency: row.currency as string,
    covered: Number(row.covered_cents),
    billable: Number(row.billable_cents),
  }))
}
