import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { chunks, upsertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { payloadHash } from '#mirror/rules/payload_hash'
import { FileFault, type CsvRow } from '#erp/connectors/files/csv_rows'
import type { Reader } from '#erp/connectors/configured/field_path'
import type { FileContent } from '#erp/connectors/files/files_mapping'

const ROWS = 1000
const LONGEST_KEY = 64

export interface KeptSort {
  entity: string
  part: string
  content: FileContent
  /** Several rows under one key are kept as a list. */
  isList: boolean
  key: Reader
  reference: Reader | null
}

/** A record as the files gave it last. */
export interface FileRecord {
  external_id: string
  content: CsvRow | CsvRow[]
}

/** What the files of a connection said last, record by record, so that it can be read in pages. */
export default class FileRecords {
  constructor(private connectionId: number) {}

  /** @throws {FileFault} for a row without a key: the whole file is refused */
  async keep(sort: KeptSort, rows: AsyncIterable<{ line: number; row: CsvRow }>, receiptId: number, trx: Trx): Promise<Record<string, number>> {
    const counts = { rows: 0, new: 0, changed: 0, unchanged: 0, gone: 0 }
    let batch = new Map<string, CsvRow | CsvRow[]>()
    for await (const { line, row } of rows) {
      counts.rows += 1
      const key = keyOf(sort.key, row, line)
      if (sort.isList) batch.set(key, [...((batch.get(key) as CsvRow[] | undefined) ?? []), row])
      else batch.set(key, row)
      if (sort.isList || batch.size < ROWS) continue
      await this.write(sort, batch, receiptId, counts, trx)
      batch = new Map()
    }
    for (const some of chunks([...batch], ROWS)) await this.write(sort, new Map(some), receiptId, counts, trx)
    if (sort.content === 'full') counts.gone = await this.markGone(sort, receiptId, trx)

    return counts
  }

  /** Records changed since an instant, behind a key, in the order of keys. */
  async page(entity: string, since: string | null, after: string | null, limit: number): Promise<FileRecord[]> {
    const query = this.of(entity, '').select('external_id', 'content').whereNull('gone_at').orderBy('external_id').limit(limit)
    if (since !== null) query.where('changed_at', '>=', sqlInstant(DateTime.fromISO(since, { zone: 'utc' })))
    if (after !== null) query.where('external_id', '>', after)

    return (await query).map(parsed)
  }

  async keys(entity: string, after: string | null, limit: number): Promise<string[]> {
    const query = this.of(entity, '').select('external_id').whereNull('gone_at').orderBy('external_id').limit(limit)
    if (after !== null) query.where('external_id', '>', after)
    return (await query).map((row) => row.external_id)
  }

  async under(entity: string, part: string, ids: string[]): Promise<FileRecord[]> {
    const found: FileRecord[] = []
    for (const some of chunks(ids, ROWS)) {
      found.push(...(await this.of(entity, part).select('external_id', 'content').whereNull('gone_at').whereIn('external_id', some)).map(parsed))
    }
    return found
  }

  async withReference(entity: string, reference: string): Promise<FileRecord[]> {
    return (await this.of(entity, '').select('external_id', 'content').whereNull('gone_at').where('reference', reference)).map(parsed)
  }

  private async write(sort: KeptSort, batch: Map<string, CsvRow | CsvRow[]>, receiptId: number, counts: Record<string, number>, trx: Trx): Promise<void> {
    const { entity, part, reference } = sort
    const before = new Map<string, { content_hash: string; gone_at: unknown }>()
    const known = await this.of(entity, part, trx).select('external_id', 'content_hash', 'gone_at').whereIn('external_id', [...batch.keys()])
    for (const row of known) before.set(row.external_id, row)

    const at = sqlInstant(now())
    const rows = [...batch].map(([key, content]) => ({
      ...{ connection_id: this.connectionId, entity, part, external_id: key, content: JSON.stringify(content), content_hash: payloadHash(content) },
      ...{ reference: referenceOf(reference, content), receipt_id: receiptId, changed_at: at, gone_at: null },
    }))
    const isSame = ({ external_id: key, content_hash: hash }: (typeof rows)[number]) => before.get(key)?.content_hash === hash && !before.get(key)?.gone_at
    const written = rows.filter((row) => !isSame(row))
    counts.new += written.filter((row) => !before.has(row.external_id)).length
    counts.changed += written.filter((row) => before.has(row.external_id)).length
    counts.unchanged += rows.length - written.length

    const columns = ['content', 'content_hash', 'reference', 'receipt_id', 'changed_at', 'gone_at']
    await upsertMany(trx, 'file_records', written, ['connection_id', 'entity', 'part', 'external_id'], columns)
    await this.of(entity, part, trx).whereIn('external_id', rows.filter(isSame).map((row) => row.external_id)).update({ receipt_id: receiptId })
    if (part) await this.touch(entity, written.map((row) => row.external_id), trx)
  }

  private async markGone({ entity, part }: KeptSort, receiptId: number, trx: Trx): Promise<number> {
    const missing = () => this.of(entity, part, trx).whereNull('gone_at').whereNot('receipt_id', receiptId)
    const ids: string[] = (await missing().select('external_id')).map((row) => row.external_id)
    if (ids.length > 0) await missing().update({ gone_at: sqlInstant(now()), changed_at: sqlInstant(now()) })
    if (part) await this.touch(entity, ids, trx)

    return ids.length
  }

  /** A record whose lines or addresses changed has changed itself. */
  private async touch(entity: string, ids: string[], trx: Trx): Promise<void> {
    for (const some of chunks(ids, ROWS)) await this.of(entity, '', trx).whereIn('external_id', some).update({ changed_at: sqlInstant(now()) })
  }

  private of(entity: string, part: string, trx?: Trx) {
    return (trx ?? db.connection()).from('file_records').where({ connection_id: this.connectionId, entity, part })
  }
}

function keyOf(read: Reader, row: CsvRow, line: number): string {
  const key = String(read(row, {}) ?? '').trim()
  if (key === '') throw new FileFault(`line ${line}: the key is empty; the columns are ${Object.keys(row).join(', ')}`)
  if (key.length > LONGEST_KEY) throw new FileFault(`line ${line}: the key has more than ${LONGEST_KEY} characters`)
  return key
}

function referenceOf(read: Reader | null, content: CsvRow | CsvRow[]): string | null {
  if (!read) return null
  const row = Array.isArray(content) ? { ...content[0], rows: content } : content
  try {
    const found = read(row, {})
    return found === null || found === undefined || found === '' ? null : String(found).slice(0, 40)
  } catch {
    return null
  }
}

function parsed(row: { external_id: string; content: string }): FileRecord {
  return { external_id: row.external_id, content: JSON.parse(row.content) }
}
