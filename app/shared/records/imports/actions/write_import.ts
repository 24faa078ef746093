import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import ImportRefused from '#shared/records/imports/errors/import_refused'
import { keepVerdicts, rowsToWrite } from '#shared/records/imports/queries/import_rows'
import { rowWriterFor } from '#shared/records/imports/row_writers'
import Import from '#shared/records/models/import'

/**
 * Writes what the dry run promised, a chunk to a transaction, each row tried anew. A run
 * that was killed goes on with the rows that are left; a row that would now become
 * something else than promised is refused.
 */
export default class WriteImport {
  /** @throws {ImportRefused} unless the import was checked */
  async begin(id: number): Promise<Import> {
    return within(undefined, async (trx) => {
      const found = await Import.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (found.state !== 'checked' && found.state !== 'writing') throw new ImportRefused('not_now')
      return found.merge({ state: 'writing', failure: null }).save()
    })
  }

  async handle(id: number, actor: Actor): Promise<void> {
    const imported = await Import.findOrFail(id)
    if (imported.state !== 'writing') return

    const writer = rowWriterFor(imported, actor)
    for (;;) {
      const written = await within(undefined, async (trx) => {
        const rows = await rowsToWrite(id, trx)
        const plans = new Map(rows.map((row) => [row.line, row]))
        const verdicts = await writer.write(rows, trx, plans)
        await keepVerdicts(id, rows, verdicts, true, trx)
        await Import.query({ client: trx }).where('id', id).increment('done_count', rows.length)
        return rows.length
      })
      if (written === 0) break
    }
    await imported.refresh()
    await imported.merge({ state: 'written', failure: null, writtenAt: DateTime.utc() }).save()
  }
}
