import { Client, WSSecurity, type HttpClient, type ISecurity, type WSDL } from 'soap'
import { bare } from '#erp/connectors/configured/bare_values'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { SoapMapping } from '#erp/connectors/configured/mapping'
import { inOrder, type Described } from '#erp/connectors/configured/soap_order'
import type { SecurityToken } from '#erp/connectors/configured/transport'
import ErpGibberish from '#erp/errors/erp_gibberish'

export interface Envelope {
  xml: string
  headers: Record<string, string>
}

export interface ReadEnvelope {
  /** What stands in the body; undefined when it cannot be read. */
  body: unknown
  fault?: 'caller' | 'server'
}

interface Method {
  style?: string
  inputSoap?: { use?: string } | null
  input?: { parts?: Record<string, string | { prefix?: string; $name?: string }> }
  description(definitions: unknown): { input?: Described }
}

const ENVELOPE = /<(?:[\w.-]+:)?Envelope[\s>]/
/** XML that travels as text stays text: the library would read it when it begins with a declaration. */
const INNER_DECLARATION = /(<!\[CDATA\[\s*)<\?xml[^>]*\?>/g
const ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/'
const PREFIXES = { xsd: 'http://www.w3.org/2001/XMLSchema', soapenc: ENCODING }

/** Writes and reads the envelopes of one WSDL. */
export default class SoapEnvelopes {
  private readonly client: Client
  private written: Envelope | null = null

  constructor(
    private wsdl: WSDL,
    endpoint: string,
    private mapping: SoapMapping
  ) {
    // The library only writes the envelope; who carries it is the line's business.
    const request = (_url: string, xml: string, _done: unknown, headers: Record<string, string> = {}) => {
      this.written = { xml, headers }
      return new Promise(() => {})
    }
    const httpClient = { request } as unknown as HttpClient
    this.client = new Client(wsdl, endpoint, { httpClient, forceSoap12Headers: mapping.version === '1.2' })
    for (const [prefix, namespace] of Object.entries(PREFIXES)) {
      if (!wsdl.xmlnsInEnvelope.includes(`xmlns:${prefix}=`)) wsdl.xmlnsInEnvelope += ` xmlns:${prefix}="${namespace}"`
    }
  }

  /** @throws {ErpGibberish} when the WSDL knows no such operation */
  write(call: string, params: Scope, header: Scope, token?: SecurityToken): Envelope {
    const { method, send } = this.operation(call)
    this.client.clearSoapHeaders()
    if (Object.keys(header).length > 0) this.client.addSoapHeader(header, '', 'hdr', this.mapping.envelopeNamespace ?? this.namespace)
    this.client.setSecurity(token ? security(token) : (null as unknown as ISecurity))
    const isEncoded = method.inputSoap?.use === 'encoded'
    const isBare = method.style === 'rpc' && !method.input?.parts
    try {
      const ordered = inOrder(params, this.described(method), this.described) as Scope
      send(isBare ? null : isEncoded ? typed(ordered, method) : ordered, () => {})
    } catch (error) {
      throw new ErpGibberish(`${call} cannot be written as the WSDL asks: ${(error as Error).message}`)
    }
    const { xml, headers } = this.written!

    return { headers, xml: isEncoded ? xml.replace('<soap:Envelope ', `<soap:Envelope soap:encodingStyle="${ENCODING}" `) : xml }
  }

  read(text: string): ReadEnvelope {
    if (!ENVELOPE.test(text)) return { body: undefined }
    try {
      const { Body, Header } = this.wsdl.xmlToObject(text.replaceAll(INNER_DECLARATION, '$1')) as { Body: Scope | null; Header?: unknown }
      const content = bare(Object.entries(Body ?? {}).find(([name]) => name !== 'attributes')?.[1]) ?? {}
      const isThing = typeof content === 'object' && !Array.isArray(content)

      return { body: isThing && Header ? { ...content, soapHeader: bare(Header) } : content }
    } catch (error) {
      const fault = (error as { root?: { Envelope?: { Body?: { Fault?: Scope } } } }).root?.Envelope?.Body?.Fault
      return fault ? readFault(bare(fault) as Scope) : { body: undefined }
    }
  }

  /** Operations the WSDL has, of all ports. */
  get operations(): string[] {
    return this.ports.flatMap(({ methods }) => Object.keys(methods))
  }

  /** What the WSDL says about a message or about a type in it. */
  private readonly described = (node: unknown): Described => {
    const { definitions } = this.wsdl
    if (isMethod(node)) return node.description(definitions).input
    return isType(node) ? node.description(definitions) : (node as Described)
  }

  private operation(call: string): { method: Method; send: (params: unknown, done: () => void) => void } {
    const found = this.ports.find(({ methods }) => Object.hasOwn(methods, call))
    if (!found) throw new ErpGibberish(`The WSDL knows no operation ${call}; it knows ${this.operations.slice(0, 30).join(', ')}`)
    const ports = (this.client as unknown as Record<string, Record<string, Record<string, never>>>)[found.service]

    return { method: found.methods[call], send: ports[found.port][call] }
  }

  private get namespace(): string {
    return (this.wsdl.definitions as unknown as { $targetNamespace: string }).$targetNamespace
  }

  private get ports() {
    const { services = {} } = this.wsdl.definitions as unknown as { services?: Record<string, { ports: Record<string, { binding?: { methods?: Record<string, Method> } }> }> }
    const { service: ownService, port: ownPort } = this.mapping
    return Object.entries(services)
      .filter(([service]) => !ownService || service === ownService)
      .flatMap(([service, { ports }]) => Object.entries(ports).map(([port, { binding }]) => ({ service, port, methods: binding?.methods ?? {} })))
      .filter(({ port }) => !ownPort || port === ownPort)
  }
}

function security({ username, password, isDigest, hasTimestamp }: SecurityToken): ISecurity {
  return new WSSecurity(username, password, { passwordType: isDigest ? 'PasswordDigest' : 'PasswordText', hasTimeStamp: hasTimestamp })
}

/** Parameters of an rpc/encoded call say of which type they are. */
function typed(params: Scope, { input }: Method): Scope {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const part = input?.parts?.[name]
      const type = typeof part === 'object' ? `${part.prefix}:${part.$name}` : part
      const attributes = { ...(type ? { 'xsi:type': type } : {}), ...(value === null ? { 'xsi:nil': 'true' } : {}) }
      if (value === null || typeof value !== 'object') return [name, { attributes, ...(value === null ? {} : { $value: value }) }]
      return [name, { ...value, attributes: { ...attributes, ...(value as { attributes?: object }).attributes } }]
    })
  )
}

/** A fault of SOAP 1.1 or 1.2 as `fault.code`, `fault.sentence` and `fault.detail`. */
function readFault(fault: Scope): ReadEnvelope {
  const { faultcode, faultstring, detail, Code, Reason, Detail } = fault as Record<string, any>
  const plain = (value: unknown): string => String((value as { $value?: unknown } | null)?.$value ?? value ?? '')
  const code = plain(faultcode ?? Code?.Subcode?.Value ?? Code?.Value)
  const kind = plain(faultcode ?? Code?.Value)

  return {
    fault: /\b(Client|Sender)\b/.test(kind) ? 'caller' : 'server',
    body: { fault: { code, sentence: plain(faultstring ?? Reason?.Text), detail: detail ?? Detail ?? null } },
  }
}

const hasDescription = (node: unknown): node is { description: unknown } => node !== null && typeof node === 'object' && typeof (node as { description?: unknown }).description === 'function'
const isMethod = (node: unknown): node is Method => hasDescription(node) && 'input' in node
const isType = (node: unknown): node is { description(definitions: unknown): Described } => hasDescription(node)
