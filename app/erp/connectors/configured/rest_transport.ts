import type { Effect, WireAnswer } from '#erp/connectors/configured/answers'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import type { Scope } from '#erp/connectors/configured/field_path'
import HttpLine from '#erp/connectors/configured/http_line'
import type { Mapping, Operation } from '#erp/connectors/configured/mapping'
import { isRecord } from '#erp/connectors/configured/operation_parts'
import { compileRestOperation, type RestRequest } from '#erp/connectors/configured/rest_operations'
import type { Transport } from '#erp/connectors/configured/transport'
import MappingUnusable from '#erp/errors/mapping_unusable'

/** JSON over HTTP. */
export default class RestTransport implements Transport<RestRequest> {
  private readonly line: HttpLine

  constructor(
    settings: ReachSettings,
    private mapping: Mapping
  ) {
    this.line = new HttpLine(settings, mapping.limits?.requestsPerSecond)
  }

  get answeredAt(): Date | null {
    return this.line.answeredAt
  }

  async open(): Promise<void> {}

  compile(operation: Operation) {
    return compileRestOperation(operation, this.mapping.headers)
  }

  async send({ answerAs, ...request }: RestRequest, effect: Effect): Promise<WireAnswer> {
    const answer = await this.line.request(request, effect)
    const { text } = answer
    if (answerAs === 'text') return { ...answer, body: text }
    if (text === '') return { ...answer, body: null }
    try {
      return { ...answer, body: JSON.parse(text) }
    } catch {
      return { ...answer, body: undefined }
    }
  }

  async close(): Promise<void> {
    this.line.close()
  }

  withHeader(request: RestRequest, name: string, value: string): RestRequest {
    return { ...request, headers: { ...request.headers, [name]: value } }
  }

  /** Into the body where there is one, and into the address otherwise. */
  withValues(request: RestRequest, values: Scope): RestRequest {
    if (request.data instanceof URLSearchParams) {
      const data = new URLSearchParams(request.data)
      for (const [name, value] of Object.entries(values)) data.set(name, String(value))
      return { ...request, data }
    }
    if (isRecord(request.data)) return { ...request, data: { ...request.data, ...values } }
    if (request.method !== 'GET') return { ...request, data: request.data ?? values }

    return { ...request, params: { ...request.params, ...(values as Record<string, string>) } }
  }

  withParam(request: RestRequest, name: string, value: string): RestRequest {
    return { ...request, params: { ...request.params, [name]: value } }
  }

  withEnvelope(): never {
    throw new MappingUnusable([{ path: 'auth', sentence: 'an envelope is something of SOAP' }])
  }

  withToken(): never {
    throw new MappingUnusable([{ path: 'auth', sentence: 'WS-Security is something of SOAP' }])
  }
}
