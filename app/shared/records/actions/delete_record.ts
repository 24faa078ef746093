import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import { isReferenced } from '#shared/database/violations'
import { Forbidden } from '#shared/errors/forbidden'
import { differences, logChanges, type ChangeSource } from '#shared/records/change_log'
import RecordInUse from '#shared/records/errors/record_in_use'
import { reaches } from '#shared/records/queries/visibility'
import type { RecordType } from '#shared/records/record_type'
import { findRow } from '#shared/records/rows'
import { removeTokens } from '#shared/search/write_tokens'

/**
 * Deletes a record that nothing refers to; its history stays.
 *
 * @param permission what the person needs; who takes an import back needs the right to import
 * @throws {RecordInUse} when other records refer to it
 */
export default class DeleteRecord {
  async handle(type: RecordType, id: number, actor: Actor, source: ChangeSource = 'screen', trx?: Trx, permission = 'delete'): Promise<void> {
    await within(trx, async (inner) => {
      const row = await findRow(type, id, inner)
      if (!reaches(type, row, actor, permission)) throw new Forbidden(`${type.name}.${permission}`)
      await type.beforeDelete?.(row, inner, actor)
      try {
        await inner.from(type.table).where('id', id).delete()
      } catch (error) {
        if (isReferenced(error)) throw new RecordInUse()
        throw error
      }
      const emptied = Object.fromEntries(Object.keys(row).map((name) => [name, null]))
      const author = { source, id: actor.id, name: actor.name }
      await logChanges([{ recordType: type.name, recordId: id, kind: 'deleted', changes: differences(row, emptied) }], author, inner)
      await removeTokens(type.name, id, inner)
    })
  }
}
