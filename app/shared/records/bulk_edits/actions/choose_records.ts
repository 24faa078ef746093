import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { chunks, insertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import BulkEditRefused from '#shared/records/bulk_edits/errors/bulk_edit_refused'
import BulkEdit from '#shared/records/models/bulk_edit'
import { RecordList } from '#shared/records/queries/record_list'
import { onlyReachable } from '#shared/records/queries/visibility'
import type { RecordType, Row } from '#shared/records/record_type'
import { listRequest } from '#shared/records/rules/list_request'

const MOST_RECORDS = 100_000

interface Choice {
  ids: number[]
  /** The list's address when all records that match it are meant; null for those of `ids`. */
  query: Record<string, unknown> | null
}

/**
 * Writes down which records a bulk edit is about: those ticked, or all that match at this
 * moment, as far as the person may edit them.
 *
 * @throws {BulkEditRefused} when that is none, or more than 100,000
 */
export default class ChooseRecords {
  async handle(type: RecordType, { ids, query }: Choice, actor: Actor): Promise<BulkEdit> {
    const edit = await BulkEdit.create({ recordType: type.name, userId: actor.id, state: 'chosen', value: null })
    let chosen = 0
    for await (const found of query ? this.matching(type, query, actor) : this.ticked(type, ids, actor)) {
      chosen += found.length
      if (chosen > MOST_RECORDS) break
      const rows = found.map((recordId) => ({ bulk_edit_id: edit.id, record_id: recordId }))
      await within(undefined, (trx) => insertMany(trx, 'bulk_edit_rows', rows))
    }
    if (chosen === 0 || chosen > MOST_RECORDS) {
      await edit.delete()
      throw new BulkEditRefused(chosen === 0 ? 'nothing_chosen' : 'too_many', { most: MOST_RECORDS })
    }
    return edit.merge({ rowCount: chosen }).save()
  }

  private async *matching(type: RecordType, query: Record<string, unknown>, actor: Actor): AsyncGenerator<number[]> {
    const list = new RecordList(type, { ...listRequest(type, query), cursor: null }, actor, 'edit')
    for await (const rows of list.pages()) yield rows.map(({ id }) => Number(id))
  }

  private async *ticked(type: RecordType, ids: number[], actor: Actor): AsyncGenerator<number[]> {
    for (const part of chunks([...new Set(ids)], 500)) {
      const query = db.from(type.table).select('id').whereIn('id', part).orderBy('id')
      onlyReachable(query, type, actor, 'edit')
      const rows: Row[] = await query
      if (rows.length > 0) yield rows.map(({ id }) => Number(id))
    }
  }
}
