import { shownFields } from '#shared/api/rules/api_record'
import { writableFields, type Field, type RecordType } from '#shared/records/record_type'

export type Schema = Record<string, unknown>

const DECIMAL = '^-?\\d{1,15}(\\.\\d{1,6})?$'

const KINDS: Record<Field['kind'], (field: Field) => Schema> = {
  text: ({ max }) => ({ type: 'string', maxLength: max ?? 255 }),
  longtext: ({ max }) => ({ type: 'string', maxLength: max ?? 20_000 }),
  email: ({ max }) => ({ type: 'string', format: 'email', maxLength: max ?? 255 }),
  phone: ({ max }) => ({ type: 'string', maxLength: max ?? 255 }),
  url: ({ max }) => ({ type: 'string', format: 'uri', maxLength: max ?? 255 }),
  whole: () => ({ type: 'integer' }),
  decimal: () => ({ type: 'string', pattern: DECIMAL, examples: ['12.5'] }),
  money: ({ currency }) => ({ type: 'string', pattern: DECIMAL, examples: ['1234.50'], description: `Major units as decimal text${currency ? `, in the currency of ${currency}` : ''}` }),
  date: () => ({ type: 'string', format: 'date' }),
  instant: () => ({ type: 'string', format: 'date-time' }),
  boolean: () => ({ type: 'boolean' }),
  choice: ({ choices }) => ({ type: 'string', enum: Object.keys(choices ?? {}) }),
  reference: ({ to }) => ({ type: 'integer', minimum: 1, description: `Id of a ${to}` }),
}

/** One field in JSON Schema; an optional one may be null. */
export function fieldSchema(field: Field): Schema {
  const schema = KINDS[field.kind](field)
  if (field.required || field.kind === 'boolean') return schema
  return { ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...(schema.enum as string[]), null] } : {}) }
}

/** A record as the API tells it. */
export function recordSchema(type: RecordType): Schema {
  const fields = shownFields(type)
  return {
    type: 'object',
    required: ['id', ...fields.map(({ name }) => name)],
    properties: {
      id: { type: 'integer', minimum: 1 },
      ...Object.fromEntries(fields.map((field) => [field.name, { ...fieldSchema({ ...field, required: false }), readOnly: field.written === 'house' || field.kind === 'instant' }])),
      version: { type: 'integer', description: 'Counts the changes; send it back to find out about those of others' },
      created_at: { type: ['string', 'null'], format: 'date-time' },
      updated_at: { type: ['string', 'null'], format: 'date-time' },
    },
  }
}

/** What a request may write. */
export function inputSchema(type: RecordType, isPartial: boolean): Schema {
  const fields = writableFields(type)
  const required = fields.filter((field) => field.required && field.initial === undefined).map(({ name }) => name)
  return {
    type: 'object',
    additionalProperties: false,
    ...(isPartial || required.length === 0 ? {} : { required }),
    properties: {
      ...Object.fromEntries(fields.map((field) => [field.name, { ...fieldSchema(field), ...(field.initial === undefined ? {} : { default: field.initial }) }])),
      ...(isPartial ? { version: { type: 'integer', description: 'The version the change is based on; another one answers 409' } } : {}),
    },
  }
}
