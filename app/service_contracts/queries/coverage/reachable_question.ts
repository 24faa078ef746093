import type { Actor } from '#shared/actor'
import { recordType } from '#shared/records/registry'
import { reachableRow } from '#shared/records/queries/visibility'
import type { CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'

/** Refuses, as if it did not exist, a question about a company or an item that the person may not see. */
export async function refuseUnreachable({ companyId, itemId }: CoverageQuestion, actor: Actor): Promise<void> {
  await reachableRow(recordType('company'), companyId, actor, 'view')
  if (itemId !== null) await reachableRow(recordType('installed_item'), itemId, actor, 'view')
}
