import type { Trx } from '#shared/database/transaction'
import { recordType } from '#shared/records/registry'
import { searchTexts } from '#shared/records/rows'
import { addTokens, writeTokens } from '#shared/search/write_tokens'
import type { Row } from '#shared/records/record_type'
import type { MirroredRow } from '#mirror/actions/mirror_records'

/** Lets the global search find mirrored records under what they say now. */
export default class IndexMirror {
  async handle(typeName: string, changes: MirroredRow[], trx: Trx): Promise<void> {
    const type = recordType(typeName)
    const created = new Set(changes.filter(({ change }) => change === 'created').map(({ id }) => id))
    const ids = changes.filter(({ change }) => change !== 'gone').map(({ id }) => id)
    if (ids.length === 0) return

    const rows: Row[] = await trx.from(type.table).whereIn('id', ids)
    const searchables = rows.map((row) => ({ id: Number(row.id), texts: searchTexts(type, row) }))
    await addTokens(type.name, searchables.filter(({ id }) => created.has(id)), trx)
    await writeTokens(type.name, searchables.filter(({ id }) => !created.has(id)), trx)
  }
}
