import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { moneyText } from '#shared/money/money'
import { recordType } from '#shared/records/registry'
import { rowsByIds } from '#shared/records/rows'
import { choiceKey, fieldKey, fieldOf, titleOf, type Field, type RecordType, type Row } from '#shared/records/record_type'
import type { RecordList } from '#shared/records/queries/record_list'

/** A heading and then every record of the list, as a person reads them: money as decimals, choices in words. */
export async function* exportRows(type: RecordType, columns: string[], list: RecordList, i18n: I18n): AsyncGenerator<Cell[]> {
  const fields = columns.map((name) => fieldOf(type, name)!)
  yield ['ID', ...fields.map((field) => i18n.t(fieldKey(type, field.name)))]

  for await (const rows of list.pages()) {
    const titles = await referencedTitles(fields, rows)
    for (const row of rows) yield [row.id, ...fields.map((field) => cell(type, field, row, titles, i18n))]
  }
}

async function referencedTitles(fields: Field[], rows: Row[]): Promise<Map<string, Map<number, string>>> {
  const titles = new Map<string, Map<number, string>>()
  for (const field of fields.filter(({ kind }) => kind === 'reference')) {
    const target = recordType(field.to!)
    const found = await rowsByIds(target, rows.map((row) => Number(row[field.name])).filter(Boolean))
    titles.set(field.name, new Map([...found].map(([id, row]) => [id, titleOf(target, row)])))
  }
  return titles
}

function cell(type: RecordType, field: Field, row: Row, titles: Map<string, Map<number, string>>, i18n: I18n): Cell {
  const value = row[field.name]
  if (value === null || value === undefined || value === '') return null
  switch (field.kind) {
    case 'money':
      return Number(moneyText(Number(value), String(row[field.currency ?? ''] ?? 'EUR')))
    case 'whole':
      return Number(value)
    case 'boolean':
      return i18n.t(value ? 'ui.yes' : 'ui.no')
    case 'choice':
      return i18n.t(choiceKey(type, field.name, String(value)))
    case 'reference':
      return titles.get(field.name)?.get(Number(value)) ?? null
    default:
      return String(value)
  }
}
