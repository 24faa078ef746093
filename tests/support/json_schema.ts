type Schema = { [key: string]: any }

/**
 * What a value has wrong against a JSON Schema, as paths with a sentence; empty when it fits. It knows the
 * keywords that the schemas of docs/ use and refuses any other, so that none is skipped silently.
 */
export function misfits(value: unknown, schema: Schema, root: Schema = schema, path = ''): string[] {
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword))
  if (unknown.length > 0) throw new Error(`The schema uses ${unknown.join(', ')}, which this check does not know`)
  if (schema.$ref) return misfits(value, root.$defs[schema.$ref.replace('#/$defs/', '')], root, path)
  const found: string[] = []
  const wrong = (sentence: string) => found.push(`${path || 'value'} ${sentence}`)
  const branches = (list: Schema[]) => list.filter((branch) => misfits(value, branch, root, path).length === 0).length

  if (schema.anyOf && branches(schema.anyOf) === 0) wrong('fits none of its forms')
  if (schema.oneOf && branches(schema.oneOf) !== 1) wrong('must fit one of its forms')
  if ('const' in schema && value !== schema.const) wrong(`must be ${schema.const}`)
  if (schema.enum && !schema.enum.includes(value)) wrong(`must be one of ${schema.enum}`)
  if (schema.type && kindOf(value, schema.type) !== schema.type) return [...found, `${path || 'value'} must be ${schema.type}`]
  if (typeof value === 'string') {
    if (schema.pattern && !new RegExp(schema.pattern).test(value)) wrong(`must match ${schema.pattern}`)
    if (value.length < (schema.minLength ?? 0) || value.length > (schema.maxLength ?? Infinity)) wrong('has another length')
  }
  if (typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity))) wrong('is out of bounds')
  if (Array.isArray(value) && schema.items) value.forEach((entry, at) => found.push(...misfits(entry, schema.items, root, `${path}[${at}]`)))
  if (schema.type === 'object') found.push(...misfitsOfObject(value as Schema, schema, root, path))
  return found
}

function misfitsOfObject(value: Schema, schema: Schema, root: Schema, path: string): string[] {
  const found: string[] = (schema.required ?? []).filter((name: string) => !(name in value)).map((name: string) => `${path}.${name} is missing`)
  for (const [name, entry] of Object.entries(value)) {
    const own = schema.properties?.[name]
    if (own) found.push(...misfits(entry, own, root, `${path}.${name}`))
    else if (schema.additionalProperties === false) found.push(`${path}.${name} is not known`)
    else if (schema.additionalProperties) found.push(...misfits(entry, schema.additionalProperties, root, `${path}.${name}`))
    if (schema.propertyNames && !new RegExp(schema.propertyNames.pattern).test(name)) found.push(`${path}.${name} is no name here`)
  }
  return found
}

function kindOf(value: unknown, wanted: string): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) && wanted === 'integer' ? 'integer' : typeof value
}

const KNOWN = new Set(
  '$schema $id $ref $defs title description type properties required additionalProperties propertyNames items enum const anyOf oneOf pattern minLength maxLength minimum maximum'.split(' ')
)
