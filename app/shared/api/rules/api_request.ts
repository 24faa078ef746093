import ApiRefused from '#shared/api/errors/api_refused'
import { shownFields } from '#shared/api/rules/api_record'
import { decodeCursor, sortOrder } from '#shared/records/rules/keyset'
import { listRequest, type ListRequest } from '#shared/records/rules/list_request'
import { fieldOf, writableFields, type RecordType, type Values } from '#shared/records/record_type'

export const USUAL_LIMIT = 50
export const LARGEST_LIMIT = 200

type Query = Record<string, unknown>

/**
 * Reads the address of a list strictly: what a screen would overlook is an error here,
 * since a program that mistypes a filter must not be given all records.
 *
 * @throws {ApiRefused} naming the parameter
 */
export function apiListRequest(type: RecordType, query: Query): ListRequest & { limit: number } {
  const known = new Set(parameterNames(type))
  const refuse = (name: string, message: string): never => {
    throw new ApiRefused(422, 'E_PARAMETER', message, name)
  }
  for (const name of Object.keys(query)) if (!known.has(name)) refuse(name, `There is no parameter ${name.slice(0, 80)}`)

  const asked = listRequest(type, query)
  const { column } = sortOrder(String(query.sort ?? 'id'))
  if (column !== 'id' && !fieldOf(type, column)?.sort) refuse('sort', `Records cannot be sorted by ${column.slice(0, 80)}`)
  if (query.at && !decodeCursor(String(query.at))) refuse('at', 'This is no cursor of ours')
  const limit = query.limit === undefined ? USUAL_LIMIT : Number(query.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT) refuse('limit', `limit is a whole number from 1 to ${LARGEST_LIMIT}`)

  return { ...asked, order: query.sort ? asked.order : { column: 'id', descending: false }, limit }
}

/** Every parameter a list understands. */
export function parameterNames(type: RecordType): string[] {
  const filters = type.fields.filter((field) => field.filter).flatMap(({ name }) => [`f_${name}`, `f_${name}_from`, `f_${name}_to`])
  const search = type.fields.some((field) => field.search) ? ['q'] : []
  return ['limit', 'at', 'sort', ...search, ...filters]
}

/**
 * The values of a request's body. Fields the type does not have, and those only the house
 * writes, are errors: overlooking them would look like success.
 *
 * @throws {ApiRefused} naming the field
 */
export function apiValues(type: RecordType, body: unknown): { values: Values; version: number | null } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ApiRefused(422, 'E_BODY', 'The body is a JSON object')
  const { version, ...values } = body as Values
  const writable = new Set(writableFields(type).map(({ name }) => name))
  const shown = new Set(['id', 'created_at', 'updated_at', ...shownFields(type).map(({ name }) => name)])
  for (const name of Object.keys(values)) {
    if (writable.has(name)) continue
    const message = shown.has(name) ? `${name} cannot be written` : `There is no field ${name.slice(0, 80)}`
    throw new ApiRefused(422, shown.has(name) ? 'E_FIELD_READ_ONLY' : 'E_FIELD_UNKNOWN', message, name)
  }
  if (version !== undefined && !Number.isInteger(version)) throw new ApiRefused(422, 'E_VERSION', 'version is a whole number', 'version')
  return { values, version: (version as number | undefined) ?? null }
}

/**
 * The version an `If-Match` header names, or null without one.
 *
 * @throws {ApiRefused} when it is no entity tag of ours
 */
export function versionOf(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch === '*') return null
  const found = /^(?:W\/)?"?(\d{1,10})"?$/.exec(ifMatch.trim())
  if (!found) throw new ApiRefused(422, 'E_IF_MATCH', 'If-Match is the ETag of the record, such as "3"', 'If-Match')
  return Number(found[1])
}
