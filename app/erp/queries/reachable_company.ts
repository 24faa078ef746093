import type { Actor } from '#shared/actor'
import { Forbidden } from '#shared/errors/forbidden'
import { reaches } from '#shared/records/queries/visibility'
import type { Row } from '#shared/records/record_type'
import { findRow } from '#shared/records/rows'
import { COMPANY } from '#crm/records/company'

/**
 * The company, when the person may see it.
 *
 * @throws {Forbidden} when not
 */
export async function reachableCompany(id: number, actor: Actor): Promise<Row> {
  const row = await findRow(COMPANY, id)
  if (!reaches(COMPANY, row, actor, 'view')) throw new Forbidden('company.view')
  return row
}
