import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { TextDecoderStream } from 'node:stream/web'
import { pipeline } from 'node:stream/promises'
import { parse, type CsvError } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import type { FileFormat } from '#erp/connectors/files/files_mapping'
import { encoded } from '#erp/connectors/files/text_encoding'

/** A row by the names of its columns; an empty cell is nothing. */
export type CsvRow = Record<string, string | null>

/** A file is not what its mapping says; nothing of it may be kept. */
export class FileFault extends Error {}

/** The SHA-256 of a file's bytes. */
export async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * The rows of a file as they come, each with the line it begins in.
 *
 * @throws {FileFault} naming the line
 */
export async function* csvRows(path: string, format: FileFormat = {}): AsyncGenerator<{ line: number; row: CsvRow }> {
  const { delimiter = ';', quote = '"', encoding = 'utf-8', columns } = format
  const bytes = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
  const text = Readable.fromWeb(bytes.pipeThrough(new TextDecoderStream(encoding, { fatal: true }) as never) as never)
  const parser = parse({ delimiter, quote, columns: columns ?? namesOf, bom: true, info: true, skip_empty_lines: true, skip_records_with_empty_values: true })
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)

  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: CsvRow }>) {
      for (const name in record) if (record[name] === '') record[name] = null
      yield { line: info.lines, row: record }
    }
  } catch (error) {
    const { code, lines, message } = error as CsvError & { lines?: number }
    if (error instanceof TypeError) throw new FileFault(`it is not written in ${encoding}`)
    throw new FileFault(code?.startsWith('CSV_') ? `${lines === undefined ? '' : `line ${lines}: `}${message}` : message)
  } finally {
    text.destroy()
  }
}

/** Rows as the bytes of a file with a first line of names. */
export function csvFile(rows: Record<string, unknown>[], names: string[], format: FileFormat = {}): Buffer {
  const { delimiter = ';', quote = '"', encoding = 'utf-8', columns } = format
  const table = rows.map((row) => names.map((name) => String(row[name] ?? '')))
  return encoded(stringify(columns ? table : [names, ...table], { delimiter, quote, record_delimiter: 'windows' }), encoding)
}

function namesOf(header: string[]): string[] {
  const names = header.map((name) => name.trim())
  const double = names.find((name, index) => names.indexOf(name) !== index)
  if (double !== undefined) throw new FileFault(`two columns are called "${double}"`)
  return names
}
