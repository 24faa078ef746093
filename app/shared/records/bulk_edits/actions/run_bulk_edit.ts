import i18nManager from '@adonisjs/i18n/services/main'
import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { breath } from '#shared/breath'
import { within, type Trx } from '#shared/database/transaction'
import SaveRecord from '#shared/records/actions/save_record'
import BulkEditRefused from '#shared/records/bulk_edits/errors/bulk_edit_refused'
import { nextRows, type BulkEditRow } from '#shared/records/bulk_edits/queries/bulk_edit_rows'
import { differences } from '#shared/records/change_log'
import { refusalSentence } from '#shared/records/imports/import_language'
import BulkEdit from '#shared/records/models/bulk_edit'
import { newestChange } from '#shared/records/queries/newest_change'
import { recordType } from '#shared/records/registry'
import { findRow } from '#shared/records/rows'
import { storedValues } from '#shared/records/stored_values'

/** Writes the value into every chosen record, each with its own history entry; goes on where it was killed. */
export default class RunBulkEdit {
  /** @throws {BulkEditRefused} unless a field is chosen and the edit has not run yet */
  async begin(id: number): Promise<BulkEdit> {
    return within(undefined, async (trx) => {
      const edit = await BulkEdit.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (!edit.field) throw new BulkEditRefused('no_value')
      if (edit.state !== 'chosen' && edit.state !== 'running') throw new BulkEditRefused('not_now')
      return edit.merge({ state: 'running', failure: null }).save()
    })
  }

  async handle(id: number, actor: Actor): Promise<void> {
    const edit = await BulkEdit.findOrFail(id)
    if (edit.state !== 'running') return

    for (;;) {
      const dealtWith = await within(undefined, async (trx) => {
        const rows = await nextRows(id, 'waiting', trx)
        for (const row of rows) {
          await breath()
          await this.editRow(edit, row, actor, trx)
        }
        await BulkEdit.query({ client: trx }).where('id', id).increment('done_count', rows.length)
        return rows.length
      })
      if (dealtWith === 0) break
    }
    await edit.refresh()
    await edit.merge({ state: 'done', failure: null, finishedAt: DateTime.utc() }).save()
  }

  private async editRow(edit: BulkEdit, row: BulkEditRow, actor: Actor, trx: Trx) {
    const keep = (values: Record<string, unknown>) => trx.from('bulk_edit_rows').where('id', row.id).update(values)
    try {
      await keep(await trx.transaction((savepoint) => this.write(edit, row.recordId, actor, savepoint)))
    } catch (error) {
      const sentence = refusalSentence(error, i18nManager.locale(actor.locale))
      if (sentence === null) throw error
      await keep({ state: 'refused', reasons: JSON.stringify([sentence]) })
    }
  }

  private async write(edit: BulkEdit, recordId: number, actor: Actor, trx: Trx) {
    const type = recordType(edit.recordType)
    const values = { [edit.field!]: edit.value }
    const before = await findRow(type, recordId, trx)
    if (Object.keys(differences(before, storedValues(type, values, before))).length === 0) return { state: 'unchanged' }

    const saved = await new SaveRecord().handle(type, { id: recordId, values, source: 'bulk' }, actor, trx)
    return { state: 'changed', record_version: Number(saved.version), change_id: await newestChange(type.name, recordId, trx) }
  }
}
