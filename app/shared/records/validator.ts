import vine, { type VineValidator } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import { isCalendarDate } from '#shared/calendar/calendar_date'
import { writableFields, type Field, type RecordType, type Values } from '#shared/records/record_type'

export const calendarDay = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && !isCalendarDate(value)) {
    field.report('The {{ field }} field must be a day that exists, written YYYY-MM-DD', 'calendarDate', field)
  }
})

export const decimalText = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && !/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) {
    field.report('The {{ field }} field must be a number such as 1234.50', 'decimal', field)
  }
})

type AnyValidator = VineValidator<any, any>
const compiled = new WeakMap<RecordType, { whole: AnyValidator; partial: AnyValidator }>()

/**
 * The validator of a record type's writable fields. `partial` accepts a subset, for inline
 * edits and the API; money arrives as decimal text and is converted by the save.
 */
export function validatorOf(type: RecordType, partial = false): AnyValidator {
  let pair = compiled.get(type)
  if (!pair) {
    pair = { whole: build(type, false), partial: build(type, true) }
    compiled.set(type, pair)
  }
  return partial ? pair.partial : pair.whole
}

/** What a whole form says: a box that is not ticked is not sent, and means no. */
export function wholeForm(type: RecordType, values: Values): Values {
  const boxes = writableFields(type).filter(({ kind }) => kind === 'boolean')
  return { ...Object.fromEntries(boxes.map(({ name }) => [name, false])), ...values }
}

function build(type: RecordType, partial: boolean): AnyValidator {
  const properties = writableFields(type).map((field) => [field.name, schemaOf(field, partial)])
  return vine.create(Object.fromEntries(properties))
}

function schemaOf(field: Field, partial: boolean): SchemaTypes {
  const schema = kindSchema(field)
  if (field.kind === 'boolean') return schema.optional()
  if (!field.required) return schema.nullable().optional()
  return partial ? schema.optional() : schema
}

function kindSchema(field: Field): any {
  const text = () => vine.string().trim().maxLength(field.max ?? 255)
  switch (field.kind) {
    case 'email':
      return text().email()
    case 'url':
      return text().url({ require_protocol: true, protocols: ['http', 'https'] })
    case 'longtext':
      return vine.string().trim().maxLength(field.max ?? 20_000)
    case 'whole':
      return vine.number().withoutDecimals().range([-2_000_000_000, 2_000_000_000])
    case 'decimal':
    case 'money':
      return vine.string().trim().use(decimalText())
    case 'date':
      return vine.string().trim().use(calendarDay())
    case 'boolean':
      return vine.boolean()
    case 'choice':
      return vine.enum(Object.keys(field.choices ?? {}))
    case 'reference':
      return vine.number().withoutDecimals().positive()
    default:
      return text()
  }
}
