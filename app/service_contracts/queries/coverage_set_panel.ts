import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { contractsWithSet } from '#service_contracts/queries/coverage/contracts_with_set'
import { currentTerms } from '#service_contracts/queries/coverage/set_rows'

const VERSIONS_SHOWN = 10

/** How a coverage set stands: what was published when, and whether its rows have changed since. */
export async function coverageSetPanel(row: Row, actor: Actor) {
  const versions = await db.from('coverage_set_versions').where('coverage_set_id', row.id).orderBy('number', 'desc').limit(VERSIONS_SHOWN)
  const terms = await currentTerms(row.id, db.connection())
  return {
    versions,
    contractCount: (await contractsWithSet(row.id, db.connection())).length,
    isChanged: terms.rules.length > 0 && versions[0]?.terms !== JSON.stringify(terms),
    mayPublish: actor.may('coverage_set', 'edit'),
  }
}
