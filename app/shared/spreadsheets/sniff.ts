import { open } from 'node:fs/promises'
import { csv } from '#shared/spreadsheets/csv'
import { xlsx } from '#shared/spreadsheets/xlsx'
import UnreadableFile, { type UnreadableReason } from '#shared/spreadsheets/unreadable_file'
import { zipEntries } from '#shared/spreadsheets/zip_entries'
import type { SpreadsheetFormat } from '#contracts/spreadsheet'

/** Bytes a workbook may unfold to; more is no table that people made. */
const LARGEST_UNFOLDED = 400_000_000

const STRANGERS: [string, UnreadableReason][] = [
  ['d0cf11e0a1b11ae1', 'old_excel'],
  ['25504446', 'pdf'],
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['47494638', 'picture'],
  ['1f8b', 'packed'],
  ['52617221', 'packed'],
  ['377abcaf', 'packed'],
]

/**
 * The format of a file by what it holds; its name says nothing.
 *
 * @throws {UnreadableFile} when it is neither CSV nor XLSX
 */
export async function sniffFormat(path: string): Promise<SpreadsheetFormat> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(8192)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    if (bytesRead === 0) throw new UnreadableFile('empty')
    const begin = head.subarray(0, bytesRead)
    if (begin.subarray(0, 4).toString('hex') === '504b0304') return await workbook(path)

    const stranger = STRANGERS.find(([bytes]) => begin.toString('hex', 0, 8).startsWith(bytes))
    if (stranger) throw new UnreadableFile(stranger[1])
    const isWide = begin[0] === 0xff && begin[1] === 0xfe
    if (!isWide && begin.includes(0)) throw new UnreadableFile('not_text')
    return csv
  } finally {
    await file.close()
  }
}

async function workbook(path: string): Promise<SpreadsheetFormat> {
  const entries = await zipEntries(path)
  if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw new UnreadableFile('other_archive')
  if (entries.reduce((sum, { size }) => sum + size, 0) > LARGEST_UNFOLDED) throw new UnreadableFile('unfolds_too_large')
  return xlsx
}
