import { compileAnswers, type AnswerReader } from '#erp/connectors/configured/answers'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { Operation } from '#erp/connectors/configured/mapping'
import { compileAddress, compileTemplate, type Template } from '#erp/connectors/configured/request_template'

export interface PreparedRequest {
  method: string
  path: string
  params: Record<string, string>
  headers: Record<string, string>
  data?: unknown
}

export interface CompiledOperation {
  prepare(scope: Scope): PreparedRequest
  answers: AnswerReader
  answerAs: 'json' | 'text'
}

/** An operation of a mapping, ready to be filled in. */
export function compileOperation(operation: Operation, common: Record<string, string> = {}): CompiledOperation {
  const { method = 'GET', body, bodyAs = 'json', answerAs = 'json' } = operation
  const address = compileAddress(operation.path)
  const params = compileTemplate(operation.params ?? {})
  const headers = compileTemplate({ ...common, ...operation.headers } as Template)
  const fill = body === undefined ? null : compileTemplate(body)

  return {
    answers: compileAnswers(operation.answers),
    answerAs,
    prepare: (scope) => {
      const request: PreparedRequest = { method, path: address(scope), params: texts(params(scope)), headers: texts(headers(scope)) }
      if (fill) request.data = bodyAs === 'form' ? new URLSearchParams(texts(fill(scope))) : fill(scope)
      return request
    },
  }
}

/** The operation with what asks for changes put into its parameters and body. */
export function withMore(operation: Operation, ...more: ({ params?: Record<string, Template>; body?: Template } | undefined)[]): Operation {
  let { params, body } = operation
  for (const one of more) {
    params = { ...params, ...one?.params }
    if (one?.body !== undefined) body = isRecord(body) && isRecord(one.body) ? { ...body, ...one.body } : one.body
  }
  return { ...operation, params, ...(body === undefined ? {} : { body }) }
}

export function isRecord(value: unknown): value is Record<string, Template> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function texts(values: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(values as Scope).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]))
}
