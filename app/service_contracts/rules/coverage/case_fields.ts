import { DateTime, IANAZone } from 'luxon'
import { isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { unitsOf } from '#service_contracts/rules/coverage/exact'
import { fieldsOf, figureField, NotASpecification, optional, pathOf, textField, type Fields } from '#shared/specification/fields'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
const ID_LENGTH = 120

/** Refuses fields nobody reads: a misspelt one would silently change the answer. @throws {NotASpecification} */
export function onlyFields(fields: Fields, names: readonly string[]): void {
  const unknown = Object.keys(fields.values).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new NotASpecification(pathOf(fields, unknown), `is not known here; the fields are ${names.join(', ')}`)
}

/** Reads a text of 1 to 120 characters that names something. @throws {NotASpecification} */
export function idField(fields: Fields, name: string): string {
  const value = textField(fields, name)
  if (value === '' || value.length > ID_LENGTH) throw new NotASpecification(pathOf(fields, name), `must have 1 to ${ID_LENGTH} characters`)
  return value
}

/** The same, or null when it is left out. */
export function idOrNull(fields: Fields, name: string): string | null {
  return optional(fields, name, () => idField(fields, name)) ?? null
}

/** Reads true or false, or what it is when left out. @throws {NotASpecification} */
export function switchField(fields: Fields, name: string, otherwise: boolean): boolean {
  const value = fields.values[name] ?? otherwise
  if (typeof value !== 'boolean') throw new NotASpecification(pathOf(fields, name), 'must be true or false')
  return value
}

/** Reads a decimal that is not negative, as text or number. @throws {NotASpecification} when finer than `decimals` */
export function decimalField(fields: Fields, name: string, decimals: number, max?: string): string {
  const text = figureField(fields, name)
  const path = pathOf(fields, name)
  let units: bigint
  try {
    units = unitsOf(text, decimals)
  } catch {
    throw new NotASpecification(path, `must be a decimal number with at most ${decimals} decimals`)
  }
  if (units < 0n) throw new NotASpecification(path, 'must not be negative')
  if (max !== undefined && units > unitsOf(max, decimals)) throw new NotASpecification(path, `must be at most ${max}`)
  return text
}

export function decimalOrNull(fields: Fields, name: string, decimals: number): string | null {
  return optional(fields, name, () => decimalField(fields, name, decimals)) ?? null
}

/** Reads a day such as `2026-11-22`. @throws {NotASpecification} */
export function dayField(fields: Fields, name: string): CalendarDate {
  const value = fields.values[name]
  if (!isCalendarDate(value)) throw new NotASpecification(pathOf(fields, name), 'must be a day such as 2026-11-22')
  return value
}

/** Reads an instant with its offset, such as `2026-11-22T10:15:00Z`. @throws {NotASpecification} */
export function instantField(fields: Fields, name: string): string {
  const text = textField(fields, name)
  if (INSTANT.test(text) && DateTime.fromISO(text, { setZone: true }).isValid) return text
  throw new NotASpecification(pathOf(fields, name), 'must be an instant with its offset, such as 2026-11-22T10:15:00Z')
}

/** Reads an IANA time zone; UTC when left out. @throws {NotASpecification} */
export function zoneField(fields: Fields, name: string): string {
  const zone = optional(fields, name, () => textField(fields, name)) ?? 'UTC'
  if (!IANAZone.isValidZone(zone)) throw new NotASpecification(pathOf(fields, name), 'must be a time zone such as Europe/Madrid')
  return zone
}

/** Reads a list of texts; empty when left out. @throws {NotASpecification} */
export function textsField(fields: Fields, name: string): string[] {
  const value = fields.values[name] ?? []
  const path = pathOf(fields, name)
  if (!Array.isArray(value)) throw new NotASpecification(path, 'must be a list')
  value.forEach((entry, index) => {
    if (typeof entry !== 'string' || entry === '') throw new NotASpecification(`${path}[${index}]`, 'must be text')
  })
  return value as string[]
}

/** Reads an object whose own names are free. @throws {NotASpecification} */
export function namedField(fields: Fields, name: string): Fields {
  return fieldsOf(fields.values[name] ?? {}, pathOf(fields, name))
}

/** Refuses a list in which two entries have one id. @throws {NotASpecification} */
export function refuseTwice(ids: readonly string[], path: string): void {
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0) throw new NotASpecification(`${path}[${twice}].id`, `must be unique: "${ids[twice]}" is there already`)
}
