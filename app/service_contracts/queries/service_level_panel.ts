import db from '@adonisjs/lucid/services/db'
import type { Row } from '#shared/records/record_type'
import { serviceLevelTerms, targetTable } from '#service_contracts/rules/service_level'

/** What a service level promises, and how many contracts keep a copy of it that holds. */
export async function serviceLevelPanel(row: Row) {
  const terms = serviceLevelTerms(row)
  const living = await db.from('service_contracts').where('service_level_id', row.id).whereNotIn('status', ['ended', 'closed', 'cancelled']).count('* as n').first()
  return { targets: targetTable(terms), pausedBy: terms.pausedBy.join('_and_'), contractCount: Number(living?.n ?? 0) }
}
