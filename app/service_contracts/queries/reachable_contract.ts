import type { Actor } from '#shared/actor'
import { reachableRow } from '#shared/records/queries/visibility'
import type { Row } from '#shared/records/record_type'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'

/** The contract if the person's permission for `action` reaches it; otherwise it does not exist for that person. */
export function reachableContract(id: number, actor: Actor, action: string): Promise<Row> {
  return reachableRow(SERVICE_CONTRACT, id, actor, action)
}
