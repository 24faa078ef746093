import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import UnreadableFile from '#shared/spreadsheets/unreadable_file'
import type { Cell, SpreadsheetFormat } from '#contracts/spreadsheet'

const NUMBER = /^-?\d+([.,]\d+)?$/
const FORMULA = /^[=+\-@\t\r]/
const GUARDED_FORMULA = /^'(?=[=+\-@\t\r])/

export const csv: SpreadsheetFormat = {
  contentType: 'text/csv; charset=utf-8',
  extension: 'csv',

  async write(rows, to) {
    const stringifier = stringify({ bom: true, cast: { boolean: String, date: (date) => date.toISOString() } })
    await pipeline(Readable.from(harmless(rows)), stringifier, to)
  },

  async *read(from) {
    const content = decoded(await buffered(from))
    if (content.includes('\0')) throw new UnreadableFile('not_text')
    const parser = parse({ delimiter: separatorOf(content), relax_column_count: true, bom: true })
    parser.end(content)
    try {
      for await (const row of parser) yield (row as string[]).map((cell) => cell.replace(GUARDED_FORMULA, ''))
    } catch {
      throw new UnreadableFile('damaged')
    }
  },
}

/** A cell that a spreadsheet would run as a formula is written as text; reading takes the mark off again. */
async function* harmless(rows: AsyncIterable<Cell[]>): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield row.map((cell) => (typeof cell === 'string' && FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell))
}

async function buffered(from: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of from) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** UTF-8 or UTF-16 where the bytes say so, else the Windows code page that spreadsheets of western Europe write. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function separatorOf(content: string): string {
  const heading = content.slice(0, content.search(/\r?\n|$/))
  const count = (sign: string) => heading.split(sign).length
  return [';', '\t', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',')
}
