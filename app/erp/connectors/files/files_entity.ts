import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { ErpEntity, ErpPage, ErpPageRequest, ErpRecords } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import type { Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import { hasExpression } from '#erp/connectors/configured/expressions/record_expressions'
import MappedRecords from '#erp/connectors/configured/mapped_records'
import { TARGETS } from '#erp/connectors/configured/record_targets'
import type { CsvRow } from '#erp/connectors/files/csv_rows'
import type FileIntake from '#erp/connectors/files/file_intake'
import type { FileSource } from '#erp/connectors/files/file_intake'
import type FileRecords from '#erp/connectors/files/file_records'
import type { FileRecord } from '#erp/connectors/files/file_records'
import type { FilesEntityMapping } from '#erp/connectors/files/files_mapping'
import ErpGibberish from '#erp/errors/erp_gibberish'

const FILE = 'file '

/** The records of one entity, from the files that brought them. */
export default class FilesEntity<E extends ErpEntity> {
  private readonly mapped: MappedRecords<ErpRecords[E]>
  private readonly sources: FileSource[]

  constructor(
    private entity: E,
    private mapping: FilesEntityMapping,
    private kept: FileRecords,
    private intake: FileIntake,
    private connectionId: number
  ) {
    this.mapped = new MappedRecords(TARGETS[entity], mapping.id, mapping.fields)
    this.sources = this.allSources()
  }

  /** Files are taken in before the first page; the pages then stand still. */
  async page({ since, after, limit }: ErpPageRequest, scope: Scope): Promise<ErpPage<ErpRecords[E]>> {
    if (after === null) for (const source of this.sources) await this.intake.takeIn(source)
    const found = await this.kept.page(this.entity, since, after, limit)
    const page = await this.mapped.page(await this.whole(found), scope)
    const files = after === null ? await this.failedFiles(since) : []

    return { records: page.records, unreadable: [...page.unreadable, ...files], next: found.length < limit ? null : found.at(-1)!.external_id }
  }

  async keyPage(after: string | null, limit: number): Promise<{ keys: string[]; next: string | null }> {
    const keys = await this.kept.keys(this.entity, after, limit)
    return { keys, next: keys.length < limit ? null : keys.at(-1)! }
  }

  async single(id: string, scope: Scope): Promise<ErpRecords[E] | null> {
    const [known] = id.startsWith(FILE) ? (await this.failedFiles(null)).filter((file) => file.id === id) : []
    if (known) throw new ErpGibberish(known.reason)
    const { records, unreadable } = await this.mapped.page(await this.whole(await this.kept.under(this.entity, '', [id])), scope)
    if (unreadable.length > 0) throw new ErpGibberish(`Record ${id} cannot be understood: ${unreadable[0].reason}`)

    return records[0] ?? null
  }

  /** Rows as the files brought them, understood by the mapping as it stands now. */
  understood(raw: unknown[], scope: Scope) {
    return this.mapped.page(raw, scope)
  }

  async withReference(reference: string, scope: Scope): Promise<ErpRecords[E][]> {
    const { records, unreadable } = await this.mapped.page(await this.whole(await this.kept.withReference(this.entity, reference)), scope)
    if (unreadable.length > 0) throw new ErpGibberish(`Invoice ${unreadable[0].id} cannot be understood: ${unreadable[0].reason}`)

    return records
  }

  async trial(limit: number, scope: Scope) {
    const found = await this.kept.page(this.entity, null, null, limit)
    return this.mapped.tried(await this.whole(found), scope)
  }

  private allSources(): FileSource[] {
    const { files, content, format, isGrouped = false, parts = {}, fields, id } = this.mapping
    const reference = this.entity === 'invoice' && fields.reference !== undefined && !hasExpression(fields.reference) ? compileRule(fields.reference) : null
    const source = (part: string, own: Pick<FileSource, 'files' | 'content' | 'format'>, isList: boolean, key: ReturnType<typeof compileRule>): FileSource => ({
      ...{ entity: this.entity, part, ...own },
      keep: (rows, receiptId, trx) =>
        this.kept.keep({ entity: this.entity, part, content: own.content, isList, key, reference: part ? null : reference }, rows, receiptId, trx),
    })

    return [
      ...Object.entries(parts).map(([name, part]) =>
        source(name, { files: part.files, content: part.content ?? content, format: { ...format, ...part.format } }, true, compileRule(part.parent))
      ),
      source('', { files, content, format }, isGrouped, compileRule(id)),
    ]
  }

  private async whole(found: FileRecord[]): Promise<unknown[]> {
    const parts = new Map<string, Map<string, CsvRow[]>>()
    for (const name of Object.keys(this.mapping.parts ?? {})) {
      const rows = await this.kept.under(this.entity, name, found.map((record) => record.external_id))
      parts.set(name, new Map(rows.map((row) => [row.external_id, row.content as CsvRow[]])))
    }
    return found.map(({ external_id: id, content }) => {
      const row: Record<string, unknown> = Array.isArray(content) ? { ...content[0], rows: content } : { ...content }
      for (const [name, rows] of parts) row[name] = rows.get(id) ?? []
      return row
    })
  }

  /** Files that could not be read, until a file of the same name could. */
  private async failedFiles(since: string | null) {
    const receipts = () => db.from('file_receipts').where({ connection_id: this.connectionId, entity: this.entity })
    const failed = receipts().where('state', 'failed').orderBy('id')
    if (since !== null) failed.where('taken_at', '>=', sqlInstant(DateTime.fromISO(since, { zone: 'utc' })))
    const found = new Map<string, { id: string; reason: string; raw: unknown }>()
    for (const { id, name, reason } of await failed) {
      const later = await receipts().where({ name, state: 'taken' }).where('id', '>', id).first()
      if (!later) found.set(name, { id: (FILE + name).slice(0, 64), reason: `The file ${name} was not read: ${reason}`, raw: null })
    }
    return [...found.values()]
  }
}
