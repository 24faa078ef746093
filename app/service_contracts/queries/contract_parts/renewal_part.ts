import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { contractRenewal } from '#service_contracts/queries/contract_renewal'
import { revaluationsOf } from '#service_contracts/queries/revaluation_review'

/** How a contract came to its price and its end, and what comes next. */
export async function renewalPart(row: Row, actor: Actor) {
  return { renewal: await contractRenewal(row, actor), revaluations: await revaluationsOf(row.id) }
}
