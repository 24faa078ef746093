import type { Actor } from '#shared/actor'
import { Forbidden } from '#shared/errors/forbidden'
import { moneyText } from '#shared/money/money'
import { referencedRows } from '#shared/records/queries/referenced_rows'
import { reaches } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import { findRow } from '#shared/records/rows'
import { choiceKey, fieldKey, labelKey, titleOf, writableFields, type Field, type RecordType, type Row } from '#shared/records/record_type'

type Query = Record<string, unknown>

/** The form of a new record, or of an existing one with what it holds; `query` may bring first values. */
export async function formPage(type: RecordType, id: number | null, actor: Actor, query: Query = {}) {
  const row = id === null ? null : await findRow(type, id)
  if (row && !reaches(type, row, actor, 'edit')) throw new Forbidden(`${type.name}.edit`)

  const fields = writableFields(type)
  const locked = (row && (await type.locked?.(row))) || {}
  const held = row ?? ({ id: 0, ...initialValues(fields), ...known(fields, query) } as Row)

  return {
    type,
    row,
    title: row ? titleOf(type, row) : labelKey(type, 'one'),
    action: row ? `${type.path}/${row.id}` : type.path,
    method: row ? 'PUT' : 'POST',
    parts: partsOf((await formFields(type, fields, held, actor)).map((field) => ({ ...field, locked: locked[field.name] ?? null }))),
  }
}

/** Fields under their headings, in the order they are declared; those without one come first. */
function partsOf<F extends { heading: string | null }>(fields: F[]) {
  const headings = new Set([null, ...fields.map(({ heading }) => heading)])
  return [...headings].map((heading) => ({ heading, fields: fields.filter((field) => field.heading === heading) }))
}

/** Fields as a form shows them, each with what `held` says and the choices there are. */
export async function formFields(type: RecordType, fields: Field[], held: Row, actor: Actor) {
  const references = await referencedRows(fields, [held], actor)
  const offered = await Promise.all(fields.map((field) => field.offers?.() ?? null))
  return fields.map((field, index) => ({
    name: field.name,
    label: fieldKey(type, field.name),
    kind: offered[index] ? 'select' : inputKind(field),
    required: field.required ?? false,
    heading: field.heading ?? null,
    value: inputValue(field, held),
    lookup: field.kind === 'reference' ? `${recordType(field.to!).path}/lookup` : null,
    chosen: field.kind === 'reference' ? references[field.name]?.[Number(held[field.name])]?.title : null,
    choices: offered[index] ?? Object.keys(field.choices ?? {}).map((value) => ({ value, label: choiceKey(type, field.name, value) })),
  }))
}

const INPUTS: Partial<Record<Field['kind'], string>> = {
  longtext: 'textarea',
  email: 'email',
  whole: 'number',
  date: 'date',
  boolean: 'checkbox',
  choice: 'select',
  reference: 'lookup',
  money: 'money',
}

function inputKind(field: Field): string {
  return INPUTS[field.kind] ?? 'text'
}

function inputValue(field: Field, row: Row): unknown {
  const value = row[field.name] ?? null
  if (field.kind !== 'money' || value === null) return value
  return moneyText(Number(value), String(row[field.currency ?? ''] ?? 'EUR'))
}

function initialValues(fields: Field[]): Query {
  return Object.fromEntries(fields.map((field) => [field.name, field.initial ?? null]))
}

function known(fields: Field[], query: Query): Query {
  return Object.fromEntries(fields.filter(({ name }) => query[name]).map(({ name }) => [name, query[name]]))
}
