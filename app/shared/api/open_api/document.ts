import { inputSchema, recordSchema, type Schema } from '#shared/api/open_api/field_schema'
import { offeredOperations } from '#shared/api/open_api/operations'
import { pathsOf, schemaName } from '#shared/api/open_api/paths'
import type { RecordType } from '#shared/records/record_type'

const ERRORS: Record<number, string> = {
  401: 'No valid bearer token',
  403: 'The roles of the token’s owner do not permit this, or the token may only read',
  404: 'There is no such record, or it is out of reach',
  409: 'Somebody else changed the record since that version, or the idempotency key is busy',
  415: 'The body is not application/json',
  422: 'The request is not valid, or a business rule refuses it',
  429: 'Too many requests; Retry-After says when to go on',
}

/** The OpenAPI 3.1 description of every type's API, from the declarations, and of what was offered beside them. */
export function openApiDocument(types: readonly RecordType[], server: string): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Annexa',
      version: '1',
      description: 'Lists are read page by page with cursors. Amounts and decimals are text. Changes may carry an Idempotency-Key: the same request under the same key is answered alike for 30 days.',
    },
    servers: [{ url: server }],
    security: [{ token: [] }],
    tags: types.map(({ name, domain }) => ({ name, description: domain })),
    paths: Object.assign({}, ...types.map(pathsOf), offeredOperations()),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema(), ...Object.assign({}, ...types.map(schemasOf)) },
      responses: Object.fromEntries(Object.entries(ERRORS).map(([status, description]) => [`Error${status}`, errorResponse(description)])),
      parameters: {
        IdempotencyKey: { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 1, maxLength: 191 } },
        IfMatch: { name: 'If-Match', in: 'header', description: 'The ETag the change is based on', schema: { type: 'string' } },
      },
      headers: { ETag: { description: 'The version in quotation marks', schema: { type: 'string' } } },
    },
  }
}

function schemasOf(type: RecordType): Record<string, Schema> {
  const schemas: Record<string, Schema> = { [schemaName(type)]: recordSchema(type) }
  if (type.actions.includes('create') || type.actions.includes('edit')) schemas[`${schemaName(type)}Input`] = inputSchema(type, false)
  if (type.actions.includes('edit')) schemas[`${schemaName(type)}Change`] = inputSchema(type, true)
  return schemas
}

function errorResponse(description: string) {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }
}

function errorSchema(): Schema {
  const text = { type: 'string' }
  const versions = { theirs: { type: 'object', description: 'The record as it is now' }, ours: { type: 'object', description: 'What was sent' } }
  const one = { type: 'object', required: ['code', 'message'], properties: { code: text, message: text, field: text, request_id: text, ...versions } }
  return { type: 'object', required: ['errors'], properties: { errors: { type: 'array', minItems: 1, items: one } } }
}
