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
        for await (const row of sheet) yield (row.values as unknown[]).slice(1).map(text)
        return
      }
    } catch (error) {
      throw new UnreadableFile((error as Error).message)
    }
    throw new UnreadableFile('it holds no sheet')
  },
}

function text(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'object') {
    const cell = value as { text?: unknown; result?: unknown; richText?: { text: string }[]; error?: string }
    if (cell.richText) return cell.richText.map((part) => part.text).join('')
    return text(cell.result ?? cell.text ?? cell.error ?? '')
  }
  return String(value)
}
