import i18nManager from '@adonisjs/i18n/services/main'
import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { breath } from '#shared/breath'
import { within, type Trx } from '#shared/database/transaction'
import RestoreRecord from '#shared/records/actions/restore_record'
import BulkEditRefused from '#shared/records/bulk_edits/errors/bulk_edit_refused'
import { nextRows, type BulkEditRow } from '#shared/records/bulk_edits/queries/bulk_edit_rows'
import { refusalSentence } from '#shared/records/imports/import_language'
import BulkEdit, { UNDO_HOURS } from '#shared/records/models/bulk_edit'
import { recordType } from '#shared/records/registry'

/** Takes a bulk edit back; a record that somebody changed since keeps what it holds, and its row says so. */
export default class UndoBulkEdit {
  /** @throws {BulkEditRefused} unless it was run within the last 24 hours */
  async begin(id: number, at = now()): Promise<BulkEdit> {
    return within(undefined, async (trx) => {
      const edit = await BulkEdit.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (edit.state !== 'done' && edit.state !== 'undoing') throw new BulkEditRefused('not_now')
      if (edit.state === 'done' && !edit.isUndoable(at)) throw new BulkEditRefused('too_late', { hours: UNDO_HOURS })
      return edit.merge({ state: 'undoing', doneCount: edit.state === 'done' ? 0 : edit.doneCount, failure: null }).save()
    })
  }

  async handle(id: number, actor: Actor): Promise<void> {
    const edit = await BulkEdit.findOrFail(id)
    if (edit.state !== 'undoing') return

    for (;;) {
      const dealtWith = await within(undefined, async (trx) => {
        const rows = await nextRows(id, 'changed', trx)
        for (const row of rows) {
          await breath()
          await this.restore(edit, row, actor, trx)
        }
        await BulkEdit.query({ client: trx }).where('id', id).increment('done_count', rows.length)
        return rows.length
      })
      if (dealtWith === 0) break
    }
    await edit.refresh()
    await edit.merge({ state: 'undone', failure: null, undoneAt: DateTime.utc() }).save()
  }

  private async restore(edit: BulkEdit, row: BulkEditRow, actor: Actor, trx: Trx) {
    const keep = (values: Record<string, unknown>) => trx.from('bulk_edit_rows').where('id', row.id).update(values)
    const undone = { id: row.recordId, version: row.version, changeId: row.changeId! }
    try {
      await trx.transaction((savepoint) => new RestoreRecord().handle(recordType(edit.recordType), undone, 'bulk', actor, savepoint))
      await keep({ state: 'undone' })
    } catch (error) {
      const sentence = refusalSentence(error, i18nManager.locale(actor.locale))
      if (sentence === null) throw error
      await keep({ state: 'kept', reasons: JSON.stringify([sentence]) })
    }
  }
}
