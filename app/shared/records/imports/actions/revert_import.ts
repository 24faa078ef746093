import i18nManager from '@adonisjs/i18n/services/main'
import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { breath } from '#shared/breath'
import { within, type Trx } from '#shared/database/transaction'
import DeleteRecord from '#shared/records/actions/delete_record'
import RestoreRecord from '#shared/records/actions/restore_record'
import RecordTouched from '#shared/records/errors/record_touched'
import ImportRefused from '#shared/records/imports/errors/import_refused'
import { refusalSentence } from '#shared/records/imports/import_language'
import { rowsToRevert, type ImportRow } from '#shared/records/imports/queries/import_rows'
import Import from '#shared/records/models/import'
import type { RecordType } from '#shared/records/record_type'
import { recordType } from '#shared/records/registry'
import { findRow } from '#shared/records/rows'

/**
 * Takes a whole import back: records it created are deleted, those it changed hold again
 * what they held. A record that somebody touched since stays, and its row says why.
 */
export default class RevertImport {
  /** @throws {ImportRefused} unless the import was written */
  async begin(id: number): Promise<Import> {
    return within(undefined, async (trx) => {
      const found = await Import.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (found.state !== 'written' && found.state !== 'reverting') throw new ImportRefused('not_now')
      return found.merge({ state: 'reverting', doneCount: found.state === 'written' ? 0 : found.doneCount, failure: null }).save()
    })
  }

  async handle(id: number, actor: Actor): Promise<void> {
    const imported = await Import.findOrFail(id)
    if (imported.state !== 'reverting') return

    const type = recordType(imported.recordType)
    for (;;) {
      const reverted = await within(undefined, async (trx) => {
        const rows = await rowsToRevert(id, trx)
        for (const row of rows) {
          await breath()
          await this.revertRow(type, row, actor, trx)
        }
        await Import.query({ client: trx }).where('id', id).increment('done_count', rows.length)
        return rows.length
      })
      if (reverted === 0) break
    }
    await imported.refresh()
    await imported.merge({ state: 'reverted', failure: null, revertedAt: DateTime.utc() }).save()
  }

  private async revertRow(type: RecordType, row: ImportRow, actor: Actor, trx: Trx) {
    const i18n = i18nManager.locale(actor.locale)
    const keep = (state: string, reasons: string[] | null) => trx.from('import_rows').where('id', row.id).update({ state, reasons: reasons && JSON.stringify(reasons) })
    try {
      await trx.transaction((savepoint) => (row.outcome === 'create' ? this.remove(type, row, actor, savepoint) : this.restore(type, row, actor, savepoint)))
      await keep('reverted', null)
    } catch (error) {
      const sentence = refusalSentence(error, i18n)
      if (sentence === null) throw error
      await keep('kept', [sentence])
    }
  }

  private async remove(type: RecordType, row: ImportRow, actor: Actor, trx: Trx) {
    const record = await findRow(type, row.recordId!, trx)
    if (Number(record.version) !== row.version) throw new RecordTouched()
    await new DeleteRecord().handle(type, record.id, actor, 'import', trx, 'import')
  }

  private async restore(type: RecordType, row: ImportRow, actor: Actor, trx: Trx) {
    await new RestoreRecord().handle(type, { id: row.recordId!, version: row.version, changeId: row.changeId! }, 'import', actor, trx)
  }
}
