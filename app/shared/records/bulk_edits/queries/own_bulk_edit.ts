import type { Actor } from '#shared/actor'
import BulkEdit from '#shared/records/models/bulk_edit'
import type { RecordType } from '#shared/records/record_type'

/** @throws E_ROW_NOT_FOUND for somebody else's bulk edit */
export function ownBulkEdit(type: RecordType, id: number, actor: Actor): Promise<BulkEdit> {
  return BulkEdit.query()
    .where({ record_type: type.name, user_id: actor.id, id: Number.isSafeInteger(id) ? id : 0 })
    .firstOrFail()
}
