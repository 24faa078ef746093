import { writableFields, type RecordType, type Values } from '#shared/records/record_type'

/** The values of a new record, with what it starts with where nothing is said. */
export function withInitialValues(type: RecordType, values: Values): Values {
  const initial = writableFields(type).filter((field) => field.initial !== undefined).map((field) => [field.name, field.initial])
  return { ...Object.fromEntries(initial), ...values }
}
