import vine from '@vinejs/vine'
import { matchFields } from '#shared/records/imports/import_language'
import { IMPORT_MODES } from '#shared/records/imports/rules/import_mapping'
import { writableFields, type RecordType } from '#shared/records/record_type'

/** What the mapping form sends: fields the type has, and nothing else. */
export function mappingValidator(type: RecordType) {
  const keys = ['id', ...matchFields(type).map(({ name }) => name)]
  const fields = [...new Set([...keys, ...writableFields(type).map(({ name }) => name)])]
  return vine.create({
    columns: vine.array(vine.enum(fields).nullable()).maxLength(200),
    key: vine.enum(keys).nullable().optional().transform((key) => key ?? null),
    mode: vine.enum(IMPORT_MODES),
    decimalSign: vine.enum([',', '.'] as const),
    dayOrder: vine.enum(['dmy', 'mdy'] as const),
    clearsEmpty: vine.boolean().optional().transform((ticked) => ticked ?? false),
  })
}
