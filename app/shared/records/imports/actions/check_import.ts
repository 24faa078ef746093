import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import { keepVerdicts, rowsAfter } from '#shared/records/imports/queries/import_rows'
import { rowWriterFor } from '#shared/records/imports/row_writers'
import { SeenValues } from '#shared/records/imports/seen_values'
import Import from '#shared/records/models/import'
import { recordType } from '#shared/records/registry'

/** Carries what a rehearsal found out of the transaction that is taken back. */
class Rehearsed<T> extends Error {
  constructor(readonly found: T) {
    super('Rehearsed')
  }
}

/**
 * The dry run: writes every row and takes it back, chunk by chunk, and keeps what would
 * have become of it. When it was interrupted it starts again, since nothing was written.
 */
export default class CheckImport {
  async handle(id: number, actor: Actor): Promise<void> {
    const imported = await Import.findOrFail(id)
    if (imported.state !== 'checking') return

    const writer = rowWriterFor(imported, actor, new SeenValues(recordType(imported.recordType)))
    let [line, done] = [0, 0]
    for (;;) {
      const rows = await rowsAfter(id, line)
      if (rows.length === 0) break
      const verdicts = await this.rehearse((trx) => writer.write(rows, trx))
      done += rows.length
      await within(undefined, async (trx) => {
        await keepVerdicts(id, rows, verdicts, false, trx)
        await Import.query({ client: trx }).where('id', id).update({ done_count: done })
      })
      line = rows.at(-1)!.line
    }
    await imported.refresh()
    await imported.merge({ state: 'checked', doneCount: 0, failure: null, checkedAt: DateTime.utc() }).save()
  }

  private async rehearse<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    try {
      return await within(undefined, async (trx) => {
        throw new Rehearsed(await work(trx))
      })
    } catch (error) {
      if (error instanceof Rehearsed) return error.found
      throw error
    }
  }
}
