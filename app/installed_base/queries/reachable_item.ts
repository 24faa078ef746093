import type { Actor } from '#shared/actor'
import { Forbidden } from '#shared/errors/forbidden'
import { reaches } from '#shared/records/queries/visibility'
import { findRow } from '#shared/records/rows'
import type { Row } from '#shared/records/record_type'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'

/**
 * The item, when the person's permission to edit reaches it.
 *
 * @throws {Forbidden} when it does not
 */
export async function reachableItem(id: number, actor: Actor): Promise<Row> {
  const row = await findRow(INSTALLED_ITEM, id)
  if (!reaches(INSTALLED_ITEM, row, actor, 'edit')) throw new Forbidden('installed_item.edit')
  return row
}
