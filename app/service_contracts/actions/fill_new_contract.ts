import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import { addModelLines } from '#service_contracts/actions/add_model_lines'
import { followPoints } from '#service_contracts/actions/follow_points'
import { followServiceLevel } from '#service_contracts/actions/keep_service_level'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import { versionsByIds } from '#service_contracts/queries/models/model_versions'

/** What a contract saved by hand gets besides its own row: the price lines of its model's version, its coverage, a copy of its service level, its points. */
export async function fillNewContract(row: Row, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  if (!before && row.contract_model_version_id) {
    const id = Number(row.contract_model_version_id)
    const version = (await versionsByIds([id], trx)).get(id)!
    await addModelLines({ id: row.id, starts_on: String(row.starts_on) }, version.terms.lines, trx)
  }
  await new TakeOverCoverage().fromModel(row.id, trx)
  await followServiceLevel(row, before, actor, trx)
  await followPoints(row, before, actor, trx)
}
