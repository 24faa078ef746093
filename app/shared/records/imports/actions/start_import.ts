import { createReadStream } from 'node:fs'
import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#shared/actor'
import { insertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { importTargets, matchFields } from '#shared/records/imports/import_language'
import ImportRefused from '#shared/records/imports/errors/import_refused'
import { rememberedColumns } from '#shared/records/imports/queries/remembered_columns'
import { LONGEST_CELL } from '#shared/records/imports/rules/cell_reading'
import { guessColumns } from '#shared/records/imports/rules/import_mapping'
import Import from '#shared/records/models/import'
import type { RecordType } from '#shared/records/record_type'
import { sniffFormat } from '#shared/spreadsheets/sniff'

const MOST_ROWS = 100_000
const MOST_COLUMNS = 200
const BATCH_ROWS = 400
const BATCH_CHARACTERS = 1_000_000

interface Upload {
  path: string
  name: string
}

/**
 * Takes in a file: its rows are kept in the database, so that any process can go on with
 * them, and its headings get a first guess of the fields they mean.
 *
 * @throws {UnreadableFile} when it is neither CSV nor XLSX
 * @throws {ImportRefused} when it is empty or larger than an import may be
 */
export default class StartImport {
  async handle(type: RecordType, upload: Upload, actor: Actor, i18n: I18n): Promise<Import> {
    const format = await sniffFormat(upload.path)
    const started = await Import.create({
      recordType: type.name,
      userId: actor.id,
      state: 'reading',
      fileName: upload.name.slice(0, 255),
      format: format.extension as Import['format'],
      headings: [],
      mapping: null,
    })
    try {
      const { headings, rowCount } = await this.keepRows(started.id, format.read(createReadStream(upload.path)))
      const columns = guessColumns(headings, importTargets(type, i18n), await rememberedColumns(type.name, actor.id))
      const key = columns.includes('id') ? 'id' : (matchFields(type).find(({ unique, name }) => unique && columns.includes(name))?.name ?? null)
      const decimalSign = started.format === 'csv' && i18n.locale !== 'en' ? ',' : '.'
      return await started
        .merge({ headings, rowCount, state: 'mapping', mapping: { columns, key, mode: key ? 'both' : 'create', decimalSign, dayOrder: 'dmy', clearsEmpty: false } })
        .save()
    } catch (error) {
      await started.delete()
      throw error
    }
  }

  private async keepRows(importId: number, table: AsyncIterable<string[]>) {
    let headings: string[] | null = null
    let [line, rowCount, characters] = [0, 0, 0]
    let batch: Record<string, unknown>[] = []
    const flush = async () => {
      if (batch.length > 0) await within(undefined, (trx) => insertMany(trx, 'import_rows', batch))
      batch = []
      characters = 0
    }

    for await (const cells of table) {
      line++
      if (cells.every((cell) => cell.trim() === '')) continue
      if (cells.length > MOST_COLUMNS) throw new ImportRefused('too_many_columns', { most: MOST_COLUMNS })
      if (headings === null) {
        headings = cells.map((cell) => cell.trim().slice(0, 200))
        continue
      }
      if (++rowCount > MOST_ROWS) throw new ImportRefused('too_many_rows', { most: MOST_ROWS })
      const kept = JSON.stringify(cells.slice(0, headings.length).map((cell) => cell.slice(0, LONGEST_CELL + 1)))
      batch.push({ import_id: importId, line, cells: kept })
      characters += kept.length
      if (batch.length === BATCH_ROWS || characters > BATCH_CHARACTERS) await flush()
    }
    await flush()
    if (headings === null || rowCount === 0) throw new ImportRefused('no_rows')
    return { headings, rowCount }
  }
}
