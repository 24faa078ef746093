import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { reaches } from '#shared/records/queries/visibility'
import { findRow } from '#shared/records/rows'
import type { Row } from '#shared/records/record_type'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'

/** The contract if the person's permission for `action` reaches it; otherwise it does not exist for that person. */
export async function reachableContract(id: number, actor: Actor, action: string): Promise<Row> {
  const row = await findRow(SERVICE_CONTRACT, id)
  if (!reaches(SERVICE_CONTRACT, row, actor, action)) throw new errors.E_ROW_NOT_FOUND()
  return row
}
