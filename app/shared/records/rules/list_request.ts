import { fieldOf, type Field, type RecordType } from '#shared/records/record_type'
import { decodeCursor, sortOrder, type Cursor, type SortOrder } from '#shared/records/rules/keyset'
import type { Comparison, Condition } from '#shared/conditions/condition'

/** What a list shows, as its address says it; the same address shows the same list again. */
export interface ListRequest {
  filters: Comparison[]
  text: string
  order: SortOrder
  columns: string[]
  cursor: Cursor | null
}

type Query = Record<string, unknown>

/**
 * Reads a list's address: `f_status=active`, `f_total_from=100`, `q=`, `sort=-name`,
 * `column=name&column=city`, `at=` (the cursor). What the type does not know is left out, so
 * an address from elsewhere shows a list and never an error.
 */
export function listRequest(type: RecordType, query: Query): ListRequest {
  const order = sortOrder(text(query.sort) || type.defaultSort)
  const known = order.column === 'id' || fieldOf(type, order.column)?.sort

  return {
    filters: type.fields.filter((field) => field.filter).flatMap((field) => comparisons(field, query)),
    text: text(query.q),
    order: known ? order : sortOrder(type.defaultSort),
    columns: columns(type, query),
    cursor: decodeCursor(text(query.at)),
  }
}

export function filterCondition(filters: Comparison[]): Condition {
  return { all: filters }
}

function columns(type: RecordType, query: Query): string[] {
  const asked = Array.isArray(query.column) ? query.column.map(String) : [text(query.column)]
  const names = asked.filter((name) => fieldOf(type, name) && !fieldOf(type, name)!.hidden)
  return names.length > 0 ? names : type.fields.filter((field) => field.listed).map((field) => field.name)
}

function comparisons(field: Field, query: Query): Comparison[] {
  const found: Comparison[] = []
  const value = query[`f_${field.name}`]
  const typed = (raw: unknown) => typedValue(field, text(raw))

  if (Array.isArray(value)) found.push({ field: field.name, is: 'in', value: value.map(String) })
  else if (text(value) === '-') found.push({ field: field.name, is: 'empty' })
  else if (text(value) && typed(value) !== null) {
    found.push({ field: field.name, is: matching(field), value: typed(value)! })
  }

  const [from, to] = [typed(query[`f_${field.name}_from`]), typed(query[`f_${field.name}_to`])]
  if (from !== null) found.push({ field: field.name, is: 'atLeast', value: from })
  if (to !== null) found.push({ field: field.name, is: 'atMost', value: to })
  return found
}

/** Text filters ask how a value begins: that question an index answers in a list of a million rows. */
function matching(field: Field): 'begins' | 'equal' {
  return ['text', 'longtext', 'email', 'phone', 'url'].includes(field.kind) ? 'begins' : 'equal'
}

function typedValue(field: Field, raw: string): string | number | null {
  if (raw === '') return null
  if (field.kind === 'boolean') return raw === '1' || raw === 'true' ? 1 : 0
  if (field.kind === 'money') return Number.isFinite(Number(raw)) ? Math.round(Number(raw) * 100) : null
  if (field.kind === 'whole' || field.kind === 'reference') return /^-?\d{1,15}$/.test(raw) ? Number(raw) : null
  return raw
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 200) : typeof value === 'number' ? String(value) : ''
}
