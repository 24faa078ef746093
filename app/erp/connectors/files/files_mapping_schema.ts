import { MAPPING_SCHEMA, type Schema } from '#erp/connectors/configured/mapping_schema'
import { TARGETS } from '#erp/connectors/configured/record_targets'
import { FOLDERS } from '#erp/connectors/files/files_mapping'

const text: Schema = { type: 'string', minLength: 1 }
const plain: Schema = { type: 'string', pattern: String.raw`^(?!\.)[^/\\]+$`, description: 'A plain name, without a path' }
const rule: Schema = { $ref: '#/definitions/rule' }
const rules: Schema = { type: 'object', additionalProperties: rule }
const content: Schema = { enum: ['full', 'changes'] }
const record = (properties: Record<string, Schema>, required: string[] = []): Schema => ({ type: 'object', properties, required, additionalProperties: false })
const each = (names: string[], schema: Schema) => record(Object.fromEntries(names.map((name) => [name, schema])))
const format = record({ delimiter: text, quote: text, encoding: text, columns: { type: 'array', minItems: 1, items: text } })
const codes = MAPPING_SCHEMA.properties!.failures.properties!.codes

const outgoing: Record<string, Schema> = {
  file: record({ name: text, format, columns: { type: 'object', additionalProperties: {} } }, ['name', 'columns']),
  answers: record({ files: plain, format, reference: rule, refused: rule, code: rule, sentence: rule, codes, fields: rules }, ['files', 'reference', 'fields']),
  unansweredHours: { type: 'integer', minimum: 1 },
}

/** The published schema of a mapping of files: `docs/erp/files.schema.json` holds the same. */
export const FILES_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'How an ERP that writes and reads files is understood',
  ...record(
    {
      $schema: text,
      name: text,
      version: text,
      company: record({ company: text, currency: { type: 'string', pattern: '^[A-Z]{3}$' }, timeZone: text }, ['company', 'currency', 'timeZone']),
      format,
      marker: plain,
      folders: each(Object.keys(FOLDERS), plain),
      entities: each(Object.keys(TARGETS), { $ref: '#/definitions/entity' }),
      invoices: record({ ...outgoing, amounts: { enum: ['sent', 'computed'] }, priceDecimals: { type: 'integer', minimum: 0 } }, ['file', 'amounts', 'priceDecimals']),
      orders: record(outgoing, ['file']),
      stock: record({ ...outgoing, reverses: { type: 'boolean' }, serials: { type: 'boolean' }, locations: { type: 'boolean' } }, ['file']),
    },
    ['name', 'company', 'entities']
  ),
  definitions: {
    rule: MAPPING_SCHEMA.definitions!.rule,
    entity: record(
      {
        files: plain,
        content,
        format,
        id: rule,
        isGrouped: { type: 'boolean' },
        parts: { type: 'object', additionalProperties: record({ files: plain, parent: rule, content, format }, ['files', 'parent']) },
        fields: rules,
      },
      ['files', 'content', 'id', 'fields']
    ),
  },
}
