import type { Schema } from '#shared/api/open_api/field_schema'

/** Operations that are no record's own: their paths, each with its methods. */
export type Operations = Record<string, Record<string, Schema>>

const offered: Operations = {}

/** Whoever answers something in the API that is no plain record describes it here, beside its routes. */
export function offerOperations(operations: Operations): void {
  Object.assign(offered, operations)
}

/** What was offered, in the order of the paths. */
export function offeredOperations(): Operations {
  return Object.fromEntries(Object.entries(offered).sort(([one], [other]) => (one < other ? -1 : 1)))
}

interface Described {
  id: string
  tag: string
  summary: string
  /** Names of path parameters in their order. */
  path?: string[]
  body?: Schema
  answer: Schema
  /** Status of the answer, 200 unless told. */
  statuses?: number[]
  failures: number[]
}

/** One operation with the house's envelope, errors and bearer token. */
export function operation({ id, tag, summary, path = [], body, answer, statuses = [200], failures }: Described): Schema {
  const json = (schema: Schema) => ({ 'application/json': { schema } })
  const done = { description: summary, content: json({ type: 'object', required: ['data'], properties: { data: answer } }) }
  return {
    operationId: id,
    tags: [tag],
    summary,
    parameters: path.map((name) => ({ name, in: 'path', required: true, schema: { type: 'integer', minimum: 1 } })),
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      ...Object.fromEntries(statuses.map((status) => [status, done])),
      ...Object.fromEntries([401, 403, 429, ...failures].map((status) => [status, { $ref: `#/components/responses/Error${status}` }])),
    },
  }
}
