import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { contentOf, csvRows, FileFault, type CsvRow } from '#erp/connectors/files/csv_rows'
import type { FileContent, FileFormat, FilesMapping } from '#erp/connectors/files/files_mapping'
import { namePattern, type FileEntry, type Folder } from '#erp/connectors/files/folder'
import ErpUnavailable from '#erp/errors/erp_unavailable'

/** Files of one sort: the records of an entity, what belongs to them, or answers. */
export interface FileSource {
  entity: string
  part: string
  files: string
  content: FileContent
  format?: FileFormat
  /** Keeps the rows in the transaction that notes the file as read. */
  keep(rows: AsyncIterable<{ line: number; row: CsvRow }>, receiptId: number, trx: Trx): Promise<Record<string, number>>
}

interface Receipt {
  id: number
  state: 'taken' | 'repeated' | 'failed'
  reason: string | null
  counts: Record<string, number>
}

const MOST_BYTES = 2_000_000_000

/**
 * Reads each complete file once. That a file was read and what it holds are written together;
 * then it is moved away. Killed between the two, the next intake only moves it.
 */
export default class FileIntake {
  constructor(
    private folder: Folder,
    private connectionId: number,
    private mapping: FilesMapping,
    private below: { in: string; done: string; failed: string }
  ) {}

  async takeIn(source: FileSource): Promise<void> {
    const waiting = await this.waiting(source.files)
    await this.forgetMoved(source, waiting)
    for (const file of waiting) await this.file(file, source)
  }

  /** Complete files in the order of their names. */
  async waiting(files: string): Promise<FileEntry[]> {
    const { marker } = this.mapping
    const pattern = namePattern(files)
    const all = await this.folder.list(this.below.in)
    const names = new Set(all.map(({ name }) => name))

    return all.filter(({ name }) => pattern.test(name) && (marker === undefined || (!name.endsWith(marker) && names.has(name + marker))))
  }

  private async file({ name, bytes }: FileEntry, source: FileSource): Promise<void> {
    const path = await this.fetched(name)
    if (path === null) return
    try {
      const receipt = bytes > MOST_BYTES ? await this.failed(name, '-', source, 'it is too big') : await this.read(path, name, source)
      await this.moved(name, source, receipt)
    } finally {
      await this.folder.release(path)
    }
  }

  /** Null when another process has just taken it. */
  private async fetched(name: string): Promise<string | null> {
    try {
      return await this.folder.fetch(this.below.in, name)
    } catch (error) {
      if (error instanceof ErpUnavailable && !(await this.folder.isThere(this.below.in, name))) return null
      throw error
    }
  }

  private async read(path: string, name: string, source: FileSource): Promise<Receipt> {
    const hash = await contentOf(path)
    try {
      return await within(undefined, async (trx) => {
        await this.lock(trx)
        const known = await this.receipts(source, trx).where({ name, content_hash: hash }).whereNull('moved_at').first()
        if (known) return { id: known.id, state: known.state, reason: known.reason, counts: {} }
        if (await this.isRepeated(source, hash, trx)) return this.note(name, hash, source, 'repeated', 'the same content was read before', trx)

        const receipt = await this.note(name, hash, source, 'taken', null, trx)
        const rows = csvRows(path, { ...this.mapping.format, ...source.format })
        return { ...receipt, counts: await source.keep(rows, receipt.id, trx) }
      })
    } catch (error) {
      if (error instanceof FileFault) return this.failed(name, hash, source, error.message)
      throw error
    }
  }

  private failed(name: string, hash: string, source: FileSource, reason: string): Promise<Receipt> {
    return within(undefined, (trx) => this.note(name, hash, source, 'failed', reason, trx))
  }

  /** A complete export may say again what an older one said; only the same twice running is passed over. */
  private async isRepeated(source: FileSource, hash: string, trx: Trx): Promise<boolean> {
    const taken = this.receipts(source, trx).where('state', 'taken')
    if (source.content === 'changes') return (await taken.where('content_hash', hash).first()) !== null
    const last = await taken.orderBy('id', 'desc').first()
    return last?.content_hash === hash
  }

  private async note(name: string, hash: string, { entity, part }: FileSource, state: Receipt['state'], reason: string | null, trx: Trx): Promise<Receipt> {
    const row = { connection_id: this.connectionId, entity, part, name, content_hash: hash, state, reason, taken_at: sqlInstant(now()) }
    const [id] = await trx.insertQuery().table('file_receipts').insert(row)
    return { id: Number(id), state, reason, counts: {} }
  }

  private async moved(name: string, source: FileSource, receipt: Receipt): Promise<void> {
    const below = receipt.state === 'failed' ? this.below.failed : this.below.done
    const target = `${DateTime.utc().toFormat('yyyyMMddHHmmss')}_${receipt.id}_${name}`.slice(0, 180)
    try {
      await this.folder.move({ below: this.below.in, name }, { below, name: target })
    } catch (error) {
      if (await this.folder.isThere(this.below.in, name)) throw error
    }
    const { marker } = this.mapping
    if (marker) await this.folder.move({ below: this.below.in, name: name + marker }, { below, name: target + marker }).catch(() => {})
    await this.folder.write(below, `${target}.report.txt`, Buffer.from(reportOf(name, source, receipt)))
    await db.from('file_receipts').where('id', receipt.id).update({ moved_at: sqlInstant(now()) })
  }

  /** Files that were moved by a process which died before it could say so. */
  private async forgetMoved(source: FileSource, waiting: FileEntry[]): Promise<void> {
    const names = waiting.map(({ name }) => name)
    await this.receipts(source).whereNull('moved_at').whereNotIn('name', names).update({ moved_at: sqlInstant(now()) })
  }

  private receipts({ entity, part }: FileSource, trx?: Trx) {
    return (trx ?? db.connection()).from('file_receipts').where({ connection_id: this.connectionId, entity, part })
  }

  private async lock(trx: Trx): Promise<void> {
    await trx.knexQuery().table('file_locks').insert({ connection_id: this.connectionId }).onConflict('connection_id').ignore()
    await trx.from('file_locks').where('connection_id', this.connectionId).forUpdate()
  }
}

function reportOf(name: string, { entity, part }: FileSource, { state, reason, counts }: Receipt): string {
  const lines = [`file: ${name}`, `holds: ${entity.replace('_', ' ')}${part && ` (${part})`}`, `at: ${DateTime.utc().toISO()}`, `result: ${state}`]
  if (reason) lines.push(`because: ${reason}`)
  return [...lines, ...Object.entries(counts).map(([what, count]) => `${what}: ${count}`), ''].join('\n')
}
