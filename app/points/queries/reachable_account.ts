import type { Actor } from '#shared/actor'
import { reachableRow } from '#shared/records/queries/visibility'
import type { Row } from '#shared/records/record_type'
import { POINT_ACCOUNT } from '#points/records/point_account'

/** The account if the person may view it; otherwise it does not exist for that person. */
export function reachableAccount(id: number, actor: Actor): Promise<Row> {
  return reachableRow(POINT_ACCOUNT, id, actor, 'view')
}
