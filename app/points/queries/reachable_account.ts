import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { reaches } from '#shared/records/queries/visibility'
import { findRow } from '#shared/records/rows'
import type { Row } from '#shared/records/record_type'
import { POINT_ACCOUNT } from '#points/records/point_account'

/** The account if the person may view it; otherwise it does not exist for that person. */
export async function reachableAccount(id: number, actor: Actor): Promise<Row> {
  const row = await findRow(POINT_ACCOUNT, id)
  if (!reaches(POINT_ACCOUNT, row, actor, 'view')) throw new errors.E_ROW_NOT_FOUND()
  return row
}
