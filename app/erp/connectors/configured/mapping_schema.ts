import { CUSTOMER_FIELDS } from '#contracts/erp'
import { CONVERSIONS } from '#erp/connectors/configured/conversions'
import { TARGETS } from '#erp/connectors/configured/record_targets'

/** The part of JSON Schema that mappings need and `schema_check.ts` understands. */
export interface Schema {
  $schema?: string
  $ref?: string
  title?: string
  description?: string
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | (string | null)[]
  enum?: (string | number)[]
  pattern?: string
  minimum?: number
  minItems?: number
  minLength?: number
  properties?: Record<string, Schema>
  additionalProperties?: Schema | false
  required?: string[]
  items?: Schema
  /** Told apart by the value of one property or by the names that are there. */
  oneOf?: Schema[]
  definitions?: Record<string, Schema>
}

const text: Schema = { type: 'string', minLength: 1 }
const rule: Schema = { $ref: '#/definitions/rule' }
const template: Schema = {}
const templates: Schema = { type: 'object', additionalProperties: template }
const rules: Schema = { type: 'object', additionalProperties: rule }
const record = (properties: Record<string, Schema>, required: string[] = []): Schema => ({ type: 'object', properties, required, additionalProperties: false })
const behind: Schema = { type: 'string', pattern: '^(/(?!/)|\\?)', description: 'Behind the address of the connection' }
const operation: Record<string, Schema> = {
  method: { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
  path: { type: 'string', pattern: '^/(?!/)', description: 'REST: below the address of the connection' },
  call: { type: 'string', minLength: 1, description: 'SOAP: the name of the operation in the WSDL' },
  envelope: templates,
  xmlIn: text,
  params: templates,
  headers: templates,
  body: template,
  bodyAs: { enum: ['json', 'form'] },
  answerAs: { enum: ['json', 'text'] },
  answers: { type: 'array', items: { $ref: '#/definitions/answer' } },
}
const list: Record<string, Schema> = {
  ...operation,
  rows: text,
  brief: rule,
  paging: { $ref: '#/definitions/paging' },
  changes: record({ params: templates, body: template }),
}
const paging = (kind: string, own: Record<string, Schema>, required: string[]): Schema =>
  record({ kind: { enum: [kind] }, ...own }, ['kind', ...required])
const auth = paging
const steps: Schema = { type: 'array', minItems: 1, items: { $ref: '#/definitions/step' } }

/** The published schema of a mapping: `docs/erp/mapping.schema.json` holds the same. */
export const MAPPING_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'How an ERP is spoken to',
  ...record(
    {
      $schema: text,
      protocol: { enum: ['rest', 'soap'] },
      name: text,
      version: text,
      headers: templates,
      soap: record({
        wsdl: behind,
        endpoint: behind,
        service: text,
        port: text,
        version: { enum: ['1.1', '1.2'] },
        params: templates,
        envelope: templates,
        envelopeNamespace: text,
      }),
      auth: { $ref: '#/definitions/auth' },
      limits: record({ requestsPerSecond: { type: 'number', minimum: 0.01 }, pageSize: { type: 'integer', minimum: 1 } }),
      failures: record({
        answers: operation.answers,
        code: rule,
        sentence: rule,
        words: { type: 'object', additionalProperties: { type: 'array', minItems: 1, items: text } },
        codes: {
          type: 'object',
          additionalProperties: {
            enum: ['customer_blocked', 'customer_unknown', 'product_unknown', 'tax_code_unknown', 'currency_unknown', 'payment_term_unknown', 'site_unknown', 'period_closed', 'date_order', 'date_in_future', 'duplicate_reference', 'draft_differs', 'set_up_missing', 'changed_meanwhile', 'tax_id_invalid', 'stock_short', 'serial_unknown', 'not_reversible', 'other'],
          },
        },
      }),
      company: record(
        { request: record(operation), fields: record({ company: rule, currency: rule, timeZone: rule, name: rule, version: rule }, ['company', 'currency', 'timeZone']) },
        ['fields']
      ),
      time: record({ request: record(operation), value: rule }),
      entities: record(Object.fromEntries(Object.keys(TARGETS).map((name) => [name, { $ref: '#/definitions/entity' }]))),
      invoices: record({
        find: record({ ...operation, rows: text, brief: rule }, ['rows']),
        openFrom: record({ ...operation, value: rule }, ['value']),
        post: record(
          {
            amounts: { enum: ['sent', 'computed'] },
            priceDecimals: { type: 'integer', minimum: 0 },
            creditSigns: { enum: ['kept', 'turned'] },
            steps,
            discard: record(operation),
          },
          ['amounts', 'priceDecimals', 'steps']
        ),
        isReferenceUnique: { type: 'boolean' },
        isIdempotent: { type: 'boolean' },
        concurrent: { type: 'integer', minimum: 1 },
      }),
      customers: record(
        {
          find: record({ ...operation, rows: text, brief: rule }, ['rows']),
          create: record({ ...operation, take: record({ id: rule }, ['id']) }, ['take']),
          update: record(operation),
          fields: { type: 'array', items: { enum: [...CUSTOMER_FIELDS] } },
          checksVersion: { type: 'boolean' },
        },
        ['find']
      ),
      orders: record(
        {
          find: record({ ...operation, rows: text, brief: rule }, ['rows']),
          post: record({ steps, discard: record(operation) }, ['steps']),
          confirms: { type: 'boolean' },
        },
        ['find', 'post']
      ),
      stock: record(
        {
          find: record({ ...operation, rows: text, brief: rule }, ['rows']),
          one: record({ ...operation, row: text }, ['row']),
          id: rule,
          fields: rules,
          steps,
          discard: record(operation),
          serials: { type: 'boolean' },
          locations: { type: 'boolean' },
        },
        ['find', 'id', 'fields', 'steps']
      ),
      links: record(Object.fromEntries(Object.keys(TARGETS).map((name) => [name, { type: 'string', pattern: '^(/(?!/)|https?://|\\{settings\\.url\\}/)' }]))),
    },
    ['name', 'company', 'entities']
  ),
  definitions: {
    rule: {
      description: `path | conversion | conversion(argument). Conversions: ${Object.keys(CONVERSIONS).join(', ')}`,
      oneOf: [
        text,
        record({ constant: { type: ['string', 'number', 'boolean', null] } }, ['constant']),
        record({ firstOf: { type: 'array', minItems: 1, items: rule } }, ['firstOf']),
        record({ join: { type: 'array', minItems: 1, items: rule }, with: { type: 'string' } }, ['join']),
        record({ from: rule, map: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', null] } }, otherwise: { type: ['string', 'number', 'boolean', null] } }, ['from', 'map']),
        record({ each: text, value: rule }, ['each', 'value']),
        record({ count: text }, ['count']),
        record({ rows: text, fields: rules }, ['rows', 'fields']),
        record({ jsonata: text, as: text }, ['jsonata']),
      ],
    },
    answer: record(
      {
        status: {},
        at: text,
        is: {},
        contains: {},
        means: { enum: ['fine', 'nothing', 'already', 'session_ended', 'denied', 'refused', 'busy', 'unavailable'] },
      },
      ['means']
    ),
    auth: {
      oneOf: [
        auth('basic', {}, []),
        auth('header', { header: text, value: text }, ['header', 'value']),
        auth('body', { values: templates }, ['values']),
        auth('login', { request: record(operation), token: rule, header: text, value: text, body: templates, param: text, envelope: templates, logout: record(operation) }, ['request', 'token']),
        auth('envelope', { values: templates }, ['values']),
        auth('wsSecurity', { password: { enum: ['text', 'digest'] }, timestamp: { type: 'boolean' } }, []),
      ],
    },
    paging: {
      oneOf: [
        paging('keyset', { keys: rules, params: templates, more: rule }, ['keys', 'params']),
        paging('page', { first: { type: 'integer', minimum: 0 }, params: templates, more: rule }, ['params']),
        paging('offset', { params: templates, more: rule }, ['params']),
        paging('token', { next: rule, params: templates }, ['next', 'params']),
        paging('none', {}, []),
        paging('whole', { key: rule }, ['key']),
      ],
    },
    entity: record(
      {
        id: rule,
        list: record(list, ['rows', 'paging']),
        one: record({ ...operation, row: text }, ['row']),
        keys: record({ ...list, key: rule }, ['rows', 'paging', 'key']),
        parts: { type: 'object', additionalProperties: record({ ...operation, rows: text, parent: rule, per: { enum: ['page', 'record'] } }, ['rows', 'parent', 'per']) },
        children: { type: 'array', items: record({ ...list, parent: rule }, ['rows', 'paging', 'changes', 'parent']) },
        fields: rules,
      },
      ['id', 'list', 'one', 'fields']
    ),
    step: record(
      { ...operation, name: text, only: { enum: ['invoice', 'credit_note', 'order', 'issue', 'reversal'] }, each: { enum: ['line'] }, take: rules, validates: { type: 'boolean' } },
      ['name']
    ),
  },
}
