import type { Actor } from '#shared/actor'
import Import from '#shared/records/models/import'
import type { RecordType } from '#shared/records/record_type'

/** Imports of a type that a person may see: one's own, or all where the permission reaches all. */
export function importsOf(type: RecordType, actor: Actor) {
  const query = Import.query().where('record_type', type.name)
  return actor.reach(type.name, 'import') === 'all' ? query : query.where('user_id', actor.id)
}

/** @throws E_ROW_NOT_FOUND for somebody else's import */
export function ownImport(type: RecordType, id: number, actor: Actor): Promise<Import> {
  return importsOf(type, actor).where('id', Number.isSafeInteger(id) ? id : 0).firstOrFail()
}
