import type { Operation } from '#erp/connectors/configured/mapping'
import type { Template } from '#erp/connectors/configured/request_template'

/** The operation with more put into its parameters and body, such as what asks for a page or for changes. */
export function withMore(operation: Operation, ...more: ({ params?: Record<string, Template>; body?: Template } | undefined)[]): Operation {
  let { params, body } = operation
  for (const one of more) {
    if (one?.params) params = merged(params ?? {}, one.params) as Record<string, Template>
    if (one?.body !== undefined) body = merged(body, one.body)
  }
  return { ...operation, params, ...(body === undefined ? {} : { body }) }
}

/** The second laid over the first: objects are joined name by name, anything else replaces. */
export function merged(under: Template | undefined, over: Template): Template {
  if (!isRecord(under) || !isRecord(over)) return over
  const both = { ...under }
  for (const [name, value] of Object.entries(over)) both[name] = merged(under[name], value)

  return both
}

/** Whether a value has names of its own. */
export function isRecord(value: unknown): value is Record<string, Template> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
