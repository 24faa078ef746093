import { createHash } from 'node:crypto'

/** Columns of a contract that say how it is kept here, not what was agreed. */
const NOT_AGREED = ['owner_id', 'notes', 'title', 'former_number', 'was_running', 'billed_until', 'opening_points', 'opening_point_value']

/** Columns of a line that were agreed. */
export const LINE_TERMS = ['product_id', 'description', 'quantity', 'unit_price', 'starts_on', 'ends_on', 'installed_item_id', 'is_price_fixed', 'is_aligned', 'tax_code_id']

type Row = Record<string, unknown>

export interface AgreedContract {
  contract: Row
  lines: readonly Row[]
  coverage: { setId: number; number: number } | null
  /** The copy of its service level that the contract keeps. */
  serviceLevel?: object | null
}

/** The columns of a contract that two parties agree on, out of those people write. */
export function agreedColumns(writable: readonly string[]): string[] {
  return writable.filter((name) => !NOT_AGREED.includes(name))
}

/** A fingerprint of what was agreed: the same for the same terms whichever database holds them, another one after any change. */
export function agreementHash({ contract, lines, coverage, serviceLevel }: AgreedContract, columns: readonly string[]): string {
  const terms = [
    columns.map((name) => [name, plain(contract[name])]),
    lines.map((line) => LINE_TERMS.map((name) => [name, plain(line[name])])),
    coverage ? [coverage.setId, coverage.number] : null,
    ...(serviceLevel ? [serviceLevel] : []),
  ]
  return createHash('sha256').update(JSON.stringify(terms)).digest('hex')
}

/** The first of some columns in which the values to save differ from what a row holds, or undefined. */
export function alteredColumn(columns: readonly string[], values: Row, before: Row): string | undefined {
  return columns.find((name) => name in values && plain(values[name]) !== plain(before[name]))
}

/** Text for every value: drivers answer booleans, whole numbers and empty columns differently. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}
