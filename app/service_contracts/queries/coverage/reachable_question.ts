import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { recordType } from '#shared/records/registry'
import { reaches } from '#shared/records/queries/visibility'
import { findRow } from '#shared/records/rows'
import type { CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'

/** Refuses, as if it did not exist, a question about a company or an item that the person may not see. */
export async function refuseUnreachable({ companyId, itemId }: CoverageQuestion, actor: Actor): Promise<void> {
  const asked: [string, number | null][] = [['company', companyId], ['installed_item', itemId]]
  for (const [name, id] of asked) {
    if (id === null) continue
    const type = recordType(name)
    if (!reaches(type, await findRow(type, id), actor, 'view')) throw new errors.E_ROW_NOT_FOUND()
  }
}
