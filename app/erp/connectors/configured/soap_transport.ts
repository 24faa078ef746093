import { compileAnswers, type Effect, type WireAnswer } from '#erp/connectors/configured/answers'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import { basic } from '#erp/connectors/configured/erp_session'
import type { Scope } from '#erp/connectors/configured/field_path'
import HttpLine from '#erp/connectors/configured/http_line'
import { withInnerXml } from '#erp/connectors/configured/inner_xml'
import type { Mapping, Operation } from '#erp/connectors/configured/mapping'
import { merged } from '#erp/connectors/configured/operation_parts'
import { compileTemplate, type Template } from '#erp/connectors/configured/request_template'
import { texts } from '#erp/connectors/configured/rest_operations'
import SoapEnvelopes from '#erp/connectors/configured/soap_envelopes'
import { openWsdl } from '#erp/connectors/configured/soap_wsdl'
import type { CompiledOperation, SecurityToken, Transport } from '#erp/connectors/configured/transport'
import ErpGibberish from '#erp/errors/erp_gibberish'

export interface SoapRequest {
  call: string
  params: Scope
  envelope: Scope
  headers: Record<string, string>
  token?: SecurityToken
  xmlIn?: string
}

/** What an ERP writes into its calls and answers beyond SOAP itself. */
export interface Dialect {
  write(params: Scope): Scope
  read(body: unknown): unknown
}

const PLAIN: Dialect = { write: (params) => params, read: (body) => body }

/** SOAP 1.1 and 1.2 over HTTP, as a WSDL describes it. */
export default class SoapTransport implements Transport<SoapRequest> {
  private readonly line: HttpLine
  private readonly calls = new Set<string>()
  private known: Promise<SoapEnvelopes> | null = null

  constructor(
    private settings: ReachSettings,
    private mapping: Mapping,
    private wsdl: string | null = null,
    private dialect = PLAIN
  ) {
    this.line = new HttpLine(settings, mapping.limits?.requestsPerSecond)
  }

  get answeredAt(): Date | null {
    return this.line.answeredAt
  }

  /** @throws {ErpGibberish} naming the operations of the mapping that the WSDL does not have */
  async open(): Promise<void> {
    const { operations } = await this.envelopes()
    const missing = [...this.calls].filter((call) => !operations.includes(call))
    if (missing.length > 0) throw new ErpGibberish(`The WSDL has no ${missing.join(', ')}; it has ${operations.slice(0, 30).join(', ')}`)
  }

  compile(operation: Operation): CompiledOperation<SoapRequest> {
    const { call = '', xmlIn } = operation
    const { soap = {}, headers: common } = this.mapping
    const params = compileTemplate(merged(soap.params ?? {}, operation.params ?? {}))
    const envelope = compileTemplate(merged(soap.envelope ?? {}, operation.envelope ?? {}))
    const headers = compileTemplate({ ...common, ...operation.headers } as Template)
    this.calls.add(call)

    return {
      answers: compileAnswers(operation.answers),
      prepare: (scope) => ({ call, xmlIn, params: params(scope) as Scope, envelope: envelope(scope) as Scope, headers: texts(headers(scope)) }),
    }
  }

  async send({ call, params, envelope, headers, token, xmlIn }: SoapRequest, effect: Effect): Promise<WireAnswer> {
    const envelopes = await this.envelopes()
    const written = envelopes.write(call, this.dialect.write(params), envelope, token)
    const request = { method: 'POST', path: this.mapping.soap?.endpoint ?? '', headers: { ...written.headers, ...headers }, data: written.xml }
    const answer = await this.line.request(request, effect)
    const { body, fault } = envelopes.read(answer.text)
    if (fault) return { ...answer, fault, body }

    return { ...answer, body: body === undefined ? undefined : this.dialect.read(xmlIn === undefined ? body : withInnerXml(body, xmlIn)) }
  }

  async close(): Promise<void> {
    this.line.close()
    this.known = null
  }

  withHeader(request: SoapRequest, name: string, value: string): SoapRequest {
    return { ...request, headers: { ...request.headers, [name]: value } }
  }

  withValues(request: SoapRequest, values: Scope): SoapRequest {
    return { ...request, params: { ...request.params, ...values } }
  }

  withParam(request: SoapRequest, name: string, value: string): SoapRequest {
    return this.withValues(request, { [name]: value })
  }

  withEnvelope(request: SoapRequest, values: Scope): SoapRequest {
    return { ...request, envelope: { ...request.envelope, ...values } }
  }

  withToken(request: SoapRequest, token: SecurityToken): SoapRequest {
    return { ...request, token }
  }

  private envelopes(): Promise<SoapEnvelopes> {
    this.known ??= this.load().catch((error) => {
      this.known = null
      throw error
    })
    return this.known
  }

  private async load(): Promise<SoapEnvelopes> {
    const { soap = {}, auth } = this.mapping
    const headers: Record<string, string> = auth?.kind === 'basic' ? { Authorization: basic(this.settings) } : {}
    const wsdl = await openWsdl(this.line.base, soap.wsdl ?? '?wsdl', this.wsdl, (path) => this.line.request({ method: 'GET', path, headers }, 'reads'))

    return new SoapEnvelopes(wsdl, this.line.base + (soap.endpoint ?? ''), soap)
  }
}
