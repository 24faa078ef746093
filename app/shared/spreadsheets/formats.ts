import { csv } from '#shared/spreadsheets/csv'
import { xlsx } from '#shared/spreadsheets/xlsx'
import type { SpreadsheetFormat } from '#contracts/spreadsheet'

const FORMATS: Record<string, SpreadsheetFormat> = { csv, xlsx }

/** The format of a file name or of its ending, or null when it is neither CSV nor XLSX. */
export function formatOf(name: string): SpreadsheetFormat | null {
  return FORMATS[name.toLowerCase().split('.').at(-1)!] ?? null
}
