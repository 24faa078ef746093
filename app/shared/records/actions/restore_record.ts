import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import { differences, type ChangeSource } from '#shared/records/change_log'
import RecordTouched from '#shared/records/errors/record_touched'
import type { RecordType, Row } from '#shared/records/record_type'
import { findRow } from '#shared/records/rows'
import SaveRecord from '#shared/records/actions/save_record'

interface Undone {
  id: number
  /** The version the change left behind. */
  version: number | null
  /** The entry of the change log. */
  changeId: number
}

/**
 * Gives a record the values back that one entry of its history took from it.
 *
 * @throws {RecordTouched} when anybody changed the record since
 */
export default class RestoreRecord {
  async handle(type: RecordType, undone: Undone, source: ChangeSource, actor: Actor, trx?: Trx): Promise<Row> {
    return within(trx, async (inner) => {
      const row = await findRow(type, undone.id, inner)
      const entry = await inner.from('record_changes').where({ id: undone.changeId, record_id: undone.id }).firstOrFail()
      const changes = Object.entries(JSON.parse(entry.changes) as Record<string, [unknown, unknown]>)
      const left = Object.fromEntries(changes.map(([name, [, after]]) => [name, after]))
      if (Number(row.version) !== undone.version || Object.keys(differences(row, left)).length > 0) throw new RecordTouched()

      const values = Object.fromEntries(changes.map(([name, [before]]) => [name, before]))
      return new SaveRecord().handle(type, { id: row.id, values, source, areStored: true }, actor, inner)
    })
  }
}
