import { DateTime } from 'luxon'
import { moneyText } from '#shared/money/money'
import type { Field, RecordType, Row } from '#shared/records/record_type'

/** The last part of a type's address below `/api/v1/`: `/crm/companies` is `companies`. */
export function pluralOf(type: RecordType): string {
  return type.plural ?? type.path.split('/').at(-1)!
}

/** The fields the API shows, in the order of their declaration. */
export function shownFields(type: RecordType): Field[] {
  return type.fields.filter((field) => !field.hidden)
}

/** A record as the API tells it: money and decimals as text, instants in ISO 8601, references as ids. */
export function apiRecord(type: RecordType, row: Row): Record<string, unknown> {
  const told: Record<string, unknown> = { id: Number(row.id) }
  for (const field of shownFields(type)) told[field.name] = apiValue(field, row)
  if (row.version !== undefined) told.version = Number(row.version)
  for (const name of ['created_at', 'updated_at']) if (row[name] !== undefined) told[name] = isoInstant(row[name])
  return told
}

function apiValue(field: Field, row: Row): unknown {
  const value = row[field.name]
  if (value === null || value === undefined || value === '') return field.kind === 'boolean' ? false : null
  switch (field.kind) {
    case 'money':
      return moneyText(Number(value), String(row[field.currency ?? ''] ?? 'EUR'))
    case 'whole':
    case 'reference':
      return Number(value)
    case 'boolean':
      return Boolean(Number(value))
    case 'instant':
      return isoInstant(value)
    default:
      return String(value)
  }
}

function isoInstant(value: unknown): string | null {
  const at = value instanceof Date ? DateTime.fromJSDate(value) : DateTime.fromISO(String(value ?? '').replace(' ', 'T'), { zone: 'utc' })
  return at.isValid ? at.toUTC().toISO({ suppressMilliseconds: true }) : null
}
