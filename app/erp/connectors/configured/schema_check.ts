import type { Schema } from '#erp/connectors/configured/mapping_schema'

export interface Finding {
  path: string
  sentence: string
}

/** Where a value is not what a schema asks for, each with its path and a sentence. */
export function schemaFindings(value: unknown, schema: Schema, root: Schema = schema, path = ''): Finding[] {
  if (schema.$ref) return schemaFindings(value, root.definitions![schema.$ref.split('/').at(-1)!], root, path)
  if (schema.oneOf) return oneOf(value, schema.oneOf, root, path)
  const found = (sentence: string): Finding[] => [{ path, sentence }]

  if (schema.type && !isOfType(value, schema.type)) return found(`should be ${typeWords(schema.type)}, and is ${typeOf(value)}`)
  if (schema.enum && !schema.enum.includes(value as string)) return found(`should be one of ${schema.enum.join(', ')}, and is ${JSON.stringify(value)}`)
  if (typeof value === 'string') {
    if (value.length < (schema.minLength ?? 0)) return found('must not be empty')
    if (schema.pattern && !new RegExp(schema.pattern).test(value)) return found(schema.pattern.startsWith('^/(?!/)') ? 'must begin with one /' : `does not match ${schema.pattern}`)
  }
  if (typeof value === 'number' && value < (schema.minimum ?? -Infinity)) return found(`must not be less than ${schema.minimum}`)
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) return found('must not be empty')
    return schema.items ? value.flatMap((item, index) => schemaFindings(item, schema.items!, root, `${path}[${index}]`)) : []
  }
  return value !== null && typeof value === 'object' ? members(value as Record<string, unknown>, schema, root, path) : []
}

function members(value: Record<string, unknown>, schema: Schema, root: Schema, path: string): Finding[] {
  const { properties = {}, additionalProperties, required = [] } = schema
  const below = (name: string) => (path ? `${path}.${name}` : name)
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => ({ path: below(name), sentence: 'is missing' }))

  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, member]) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
      if (own === false) return [{ path: below(name), sentence: `is not known here; known are ${Object.keys(properties).join(', ')}` }]
      return own ? schemaFindings(member, own, root, below(name)) : []
    }),
  ]
}

/** The form that fits best speaks: the one of the same `kind`, or that shares the most names. */
function oneOf(value: unknown, schemas: Schema[], root: Schema, path: string): Finding[] {
  const fitting = schemas.filter(({ type }) => !type || isOfType(value, type))
  if (fitting.length === 0) return [{ path, sentence: `should be ${schemas.map(({ type }) => typeWords(type!)).filter((word, index, all) => all.indexOf(word) === index).join(' or ')}, and is ${typeOf(value)}` }]
  if (value === null || typeof value !== 'object') return schemaFindings(value, fitting[0], root, path)

  const given = value as Record<string, unknown>
  const kinds = fitting.flatMap(({ properties }) => properties?.kind?.enum ?? [])
  if (kinds.length && !kinds.includes(given.kind as string)) return [{ path: `${path}.kind`, sentence: `should be one of ${kinds.join(', ')}` }]
  const score = ({ properties = {}, required = [] }: Schema) =>
    (properties.kind?.enum?.includes(given.kind as string) ? 100 : 0) + required.filter((name) => name in given).length * 10 + Object.keys(given).filter((name) => name in properties).length
  const best = fitting.toSorted((one, other) => score(other) - score(one))[0]
  if (score(best) === 0) return [{ path, sentence: `has none of ${fitting.map(({ required }) => required?.[0]).filter(Boolean).join(', ')}` }]

  return schemaFindings(value, best, root, path)
}

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  if (Array.isArray(type)) return type.some((one) => (one === null ? value === null : isOfType(value, one as 'string')))
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return value !== null && typeof value === 'object' && !Array.isArray(value)
  return typeof value === type
}

const WORDS: Record<string, string> = { object: 'an object', array: 'a list', string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false' }
const typeWords = (type: NonNullable<Schema['type']>): string => (Array.isArray(type) ? 'a single value' : WORDS[type])
const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'a list' : (WORDS[typeof value] ?? typeof value))
