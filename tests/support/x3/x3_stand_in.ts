import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { XMLParser } from 'fast-xml-parser'
import X3Books, { type Blocks, type Fields } from '#tests/support/x3/x3_books'
import { X3Refusal } from '#tests/support/x3/x3_refusal'

const PATH = '/soap-generic/syracuse/collaboration/syracuse/CAdxWebServiceXmlCC'
export const X3_SETTINGS = {
  username: 'annexa',
  password: 'x3 password',
  fingerprint: '',
  timeoutMs: 5000,
  poolAlias: 'ANXPOOL',
  language: 'ENG',
  x3Folder: 'SEED',
  company: 'ES10',
  site: 'ES011',
  timeZone: 'Europe/Madrid',
  invoiceType: 'INV',
  creditType: 'CRN',
}

type Parsed = Record<string, any>

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, isArray: (name) => ['item', 'GRP', 'TAB', 'LIN', 'FLD'].includes(name) })
const bare = (value: any): string => String(value?.['#text'] ?? (typeof value === 'object' ? '' : value) ?? '')
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/**
 * A server that answers like the generic SOAP service of X3: built after the public shape of
 * its WSDL and of its object XML, in our own words. What the objects do is in `X3Books`.
 */
export default class X3StandIn {
  readonly books = new X3Books()
  readonly calls: string[] = []
  url = ''
  /** Breaks the next answer to an operation. */
  broken: { operation: string; how: 'lost' | 'html' | 'busy' } | null = null
  private server: Server | null = null

  async start(): Promise<this> {
    this.server = createServer(async (incoming, outgoing) => {
      const parts: Buffer[] = []
      for await (const part of incoming) parts.push(part as Buffer)
      const known = Buffer.from(`${X3_SETTINGS.username}:${X3_SETTINGS.password}`).toString('base64')
      if (incoming.headers.authorization !== `Basic ${known}`) return void outgoing.writeHead(401).end('Unauthorized')
      if (incoming.url !== PATH || incoming.method !== 'POST') return void outgoing.writeHead(404).end('Not found')

      const { Body } = parser.parse(Buffer.concat(parts).toString(), true).Envelope as Parsed
      const [[operation, params]] = Object.entries(Body as Parsed)
      this.calls.push(operation)
      const { status, body } = this.answer(operation, params)
      const { broken } = this
      if (broken?.operation === operation) {
        this.broken = null
        if (broken.how === 'lost') return void incoming.socket.destroy()
        if (broken.how === 'html') return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Maintenance</body></html>')
        if (broken.how === 'busy') return void outgoing.writeHead(503, { 'retry-after': '30' }).end()
      }
      outgoing.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body)
    })
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return this
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => this.server?.close(resolve))
  }

  private answer(operation: string, params: Parsed): { status: number; body: string } {
    const pool = bare(params.callContext?.poolAlias)
    if (pool !== X3_SETTINGS.poolAlias) {
      const fault = `<soapenv:Fault><faultcode>soapenv:Server.userException</faultcode><faultstring>Pool alias "${escaped(pool)}" not found</faultstring></soapenv:Fault>`
      return { status: 500, body: envelope(fault) }
    }
    try {
      return { status: 200, body: result(operation, 1, this.done(operation, params)) }
    } catch (error) {
      if (!(error instanceof X3Refusal)) throw error
      return { status: 200, body: result(operation, 0, '', error.message) }
    }
  }

  private done(operation: string, params: Parsed): string {
    const name = bare(params.publicName)
    const keys: Fields = Object.fromEntries(((params.objectKeys?.item ?? []) as Parsed[]).map(({ key, value }) => [bare(key), bare(value)]))
    switch (operation) {
      case 'read':
        return xmlOf(this.books.read(name, keys))
      case 'query':
        return `<RESULT DIM="1000">${this.books.query(name, keys, Number(bare(params.listSize))).map(line).join('')}</RESULT>`
      case 'save':
        return xmlOf(this.books.save(name, blocksOf(bare(params.objectXml))))
      case 'delete':
        return xmlOf(this.books.delete(name, keys))
      case 'run':
        return xmlOf(this.books.run(name, (blocksOf(bare(params.inputXml)).GRP1 ?? {}) as Fields))
      default:
        throw new X3Refusal(`No operation ${operation}`)
    }
  }
}

function blocksOf(xml: string): Blocks {
  const { GRP = [], TAB = [] } = (parser.parse(xml, true).PARAM || {}) as { GRP?: Parsed[]; TAB?: Parsed[] }
  const fields = ({ FLD = [] }: Parsed): Fields => Object.fromEntries((FLD as Parsed[]).map((field) => [field['@NAME'], bare(field)]))

  return Object.fromEntries([
    ...GRP.map((group) => [group['@ID'], fields(group)]),
    ...TAB.map((table) => [table['@ID'], ((table.LIN ?? []) as Parsed[]).map(fields)]),
  ])
}

const field = ([name, value]: [string, string]) => {
  const parts = value.split(';')
  if (parts.length > 1) return `<LST NAME="${name}" SIZE="${parts.length}" TYPE="Char">${parts.map((part) => `<ITM>${escaped(part)}</ITM>`).join('')}</LST>`
  return `<FLD NAME="${name}" TYPE="Char">${escaped(value)}</FLD>`
}
const line = (row: Fields, index: number) => `<LIN NUM="${index + 1}">${Object.entries(row).map(field).join('')}</LIN>`

function xmlOf(blocks: Blocks): string {
  const parts = Object.entries(blocks).map(([id, one]) =>
    Array.isArray(one) ? `<TAB DIM="200" ID="${id}" SIZE="${one.length}">${one.map(line).join('')}</TAB>` : `<GRP ID="${id}">${Object.entries(one).map(field).join('')}</GRP>`
  )
  return `<RESULT>${parts.join('')}</RESULT>`
}

function result(operation: string, status: number, xml: string, error = ''): string {
  const message = error ? `<messages xsi:type="wss:CAdxMessage"><message xsi:type="xsd:string">${escaped(error)}</message><type xsi:type="xsd:string">3</type></messages>` : ''
  const inner = xml ? `<![CDATA[<?xml version="1.0" encoding="UTF-8"?>${xml}]]>` : ''
  return envelope(`<wss:${operation}Response soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><${operation}Return xsi:type="wss:CAdxResultXml"><messages soapenc:arrayType="wss:CAdxMessage[${error ? 1 : 0}]" xsi:type="soapenc:Array">${message}</messages><resultXml xsi:type="xsd:string">${inner}</resultXml><status xsi:type="xsd:int">${status}</status><technicalInfos xsi:type="wss:CAdxTechnicalInfos"><busy xsi:type="xsd:boolean">false</busy><poolEntryIdx xsi:type="xsd:int">1</poolEntryIdx></technicalInfos></${operation}Return></wss:${operation}Response>`)
}

function envelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:wss="http://www.adonix.com/WSS"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
}
