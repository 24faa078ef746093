import ExcelJS from 'exceljs'
import UnreadableFile from '#shared/spreadsheets/unreadable_file'
import type { SpreadsheetFormat } from '#contracts/spreadsheet'

export const xlsx: SpreadsheetFormat = {
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',

  async write(rows, to) {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: to })
    const sheet = workbook.addWorksheet('Annexa', { views: [{ state: 'frozen', ySplit: 1 }] })
    for await (const row of rows) sheet.addRow(row).commit()
    sheet.commit()
    await workbook.commit()
  },

  async *read(from) {
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(from, { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache' })
    try {
      for await (const sheet of reader) {
        let line = 0
        for await (const row of sheet) {
          while (++line < row.number) yield []
          yield cellsOf(row.values as unknown[])
        }
        return
      }
    } catch {
      throw new UnreadableFile('damaged')
    }
    throw new UnreadableFile('no_sheet')
  },
}

/** Cells of a row without gaps; the library counts them from 1. */
function cellsOf(values: unknown[]): string[] {
  return Array.from(values).slice(1).map(text)
}

function text(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'object') {
    const cell = value as { text?: unknown; result?: unknown; richText?: { text: string }[]; error?: string }
    if (cell.richText) return cell.richText.map((part) => part.text).join('')
    return text(cell.result ?? cell.text ?? cell.error ?? '')
  }
  return String(value)
}

/** Without exponent and without the noise of binary fractions: spreadsheets hold 15 digits. */
function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(15))
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? rounded.toFixed(0) : rounded.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
}
