import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { rowsAfter, type ImportRow } from '#shared/records/imports/queries/import_rows'
import type Import from '#shared/records/models/import'

/** What became of each row and why, and then the row as it stood in the file. */
export async function* reportRows(imported: Import, i18n: I18n): AsyncGenerator<Cell[]> {
  yield [i18n.t('imports.report.line'), i18n.t('imports.report.outcome'), 'ID', i18n.t('imports.report.reasons'), ...imported.headings]

  for (let line = 0; ; ) {
    const rows = await rowsAfter(imported.id, line, 1000)
    for (const row of rows) yield [row.line, i18n.t(outcomeKey(row)), row.recordId, row.reasons.join(' '), ...row.cells]
    if (rows.length === 0) return
    line = rows.at(-1)!.line
  }
}

/** The sentence of a row: what the dry run says of it, or what was done. */
export function outcomeKey({ outcome, state }: Pick<ImportRow, 'outcome' | 'state'>): string {
  return state === 'waiting' ? `imports.outcomes.${outcome}` : state === 'written' ? `imports.outcomes.${outcome}d` : `imports.outcomes.${state}`
}
