import { compileAnswers } from '#erp/connectors/configured/answers'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { Operation } from '#erp/connectors/configured/mapping'
import { compileAddress, compileTemplate, type Template } from '#erp/connectors/configured/request_template'
import type { CompiledOperation } from '#erp/connectors/configured/transport'

export interface RestRequest {
  method: string
  path: string
  params: Record<string, string>
  headers: Record<string, string>
  data?: unknown
  answerAs: 'json' | 'text'
}

/** An operation over REST, ready to be filled in. */
export function compileRestOperation(operation: Operation, common: Record<string, string> = {}): CompiledOperation<RestRequest> {
  const { method = 'GET', body, bodyAs = 'json', answerAs = 'json' } = operation
  const address = compileAddress(operation.path ?? '/')
  const params = compileTemplate(operation.params ?? {})
  const headers = compileTemplate({ ...common, ...operation.headers } as Template)
  const fill = body === undefined ? null : compileTemplate(body)

  return {
    answers: compileAnswers(operation.answers),
    prepare: (scope) => {
      const request: RestRequest = { method, path: address(scope), params: texts(params(scope)), headers: texts(headers(scope)), answerAs }
      if (fill) request.data = bodyAs === 'form' ? new URLSearchParams(texts(fill(scope))) : fill(scope)
      return request
    },
  }
}

/** Values of a template as texts; a list is joined with commas. */
export function texts(values: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(values as Scope).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]))
}
