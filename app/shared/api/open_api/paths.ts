import { pluralOf } from '#shared/api/rules/api_record'
import { LARGEST_LIMIT, parameterNames, USUAL_LIMIT } from '#shared/api/rules/api_request'
import { fieldOf, type RecordType } from '#shared/records/record_type'
import type { Schema } from '#shared/api/open_api/field_schema'

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const json = (schema: Schema) => ({ 'application/json': { schema } })
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }
const failures = (...statuses: number[]) => Object.fromEntries([401, 403, 429, ...statuses].map((status) => [String(status), ref('responses', `Error${status}`)]))

/** The name under which a type's schemas are kept: `service_contract` is `ServiceContract`. */
export const schemaName = ({ name }: RecordType) => name.replace(/(^|_)([a-z])/g, (_, _line, letter: string) => letter.toUpperCase())

/** The paths of one type, as far as its actions go. */
export function pathsOf(type: RecordType): Record<string, Record<string, unknown>> {
  const [address, name] = [`/api/v1/${pluralOf(type)}`, schemaName(type)]
  const told = { description: 'The record', headers: { ETag: ref('headers', 'ETag') }, content: json({ type: 'object', required: ['data'], properties: { data: ref('schemas', name) } }) }
  const about = (verb: string) => ({ operationId: `${verb}${name}`, tags: [type.name] })
  const body = (schema: string) => ({ required: true, content: json(ref('schemas', schema)) })
  const writing = [ref('parameters', 'IdempotencyKey')]
  const changing = [ID, ref('parameters', 'IfMatch'), ...writing]
  const has = (action: RecordType['actions'][number]) => type.actions.includes(action)

  const list: Record<string, unknown> = {
    get: { ...about('list'), summary: `List records of type ${type.name}`, parameters: listParameters(type), responses: { 200: { description: 'A page of records', content: json(pageSchema(name)) }, ...failures(422) } },
  }
  const one: Record<string, unknown> = { get: { ...about('show'), summary: `Show one record of type ${type.name}`, parameters: [ID], responses: { 200: told, ...failures(404) } } }
  if (has('create')) {
    list.post = { ...about('create'), summary: `Create a record of type ${type.name}`, parameters: writing, requestBody: body(`${name}Input`), responses: { 201: told, ...failures(409, 415, 422) } }
  }
  if (has('edit')) {
    one.patch = { ...about('change'), summary: 'Change some fields', parameters: changing, requestBody: body(`${name}Change`), responses: { 200: told, ...failures(404, 409, 415, 422) } }
    one.put = { ...about('replace'), summary: 'Change a record with all its required fields', parameters: changing, requestBody: body(`${name}Input`), responses: { 200: told, ...failures(404, 409, 415, 422) } }
  }
  if (has('delete')) one.delete = { ...about('delete'), summary: 'Delete a record nothing refers to', parameters: changing, responses: { 204: { description: 'Deleted' }, ...failures(404, 409, 422) } }
  return { [address]: list, [`${address}/{id}`]: one }
}

function listParameters(type: RecordType) {
  const sorts = type.fields.filter((field) => field.sort).flatMap(({ name }) => [name, `-${name}`])
  const schemas: Record<string, Schema> = {
    limit: { type: 'integer', minimum: 1, maximum: LARGEST_LIMIT, default: USUAL_LIMIT },
    at: { type: 'string', description: 'The cursor page.next or page.previous of another page' },
    sort: { type: 'string', enum: ['id', '-id', ...sorts], default: 'id' },
    q: { type: 'string', description: 'Words that must occur' },
  }
  return parameterNames(type).map((name) => ({ name, in: 'query', schema: schemas[name] ?? filterSchema(type, name) }))
}

function filterSchema(type: RecordType, parameter: string): Schema {
  const name = parameter.slice(2)
  const field = fieldOf(type, name)
  if (!field) return { type: 'string', description: `Bound of ${name.replace(/_(from|to)$/, '')}, inclusive` }
  return { type: 'string', description: field.kind === 'choice' ? Object.keys(field.choices ?? {}).join(', ') : 'A minus asks for records where it is empty' }
}

function pageSchema(name: string): Schema {
  const cursor = { type: ['string', 'null'] }
  return {
    type: 'object',
    required: ['data', 'page'],
    properties: {
      data: { type: 'array', items: ref('schemas', name) },
      page: { type: 'object', required: ['limit', 'next', 'previous'], properties: { limit: { type: 'integer' }, next: cursor, previous: cursor } },
    },
  }
}
