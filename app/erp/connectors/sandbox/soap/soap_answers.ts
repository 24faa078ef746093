import { ApiAnswer, type Face } from '#erp/connectors/sandbox/api/api_answers'
import { NAMESPACE } from '#erp/connectors/sandbox/soap/sandbox_wsdl'

/** What an amount or a quantity is called; its value is an attribute. */
const NUMBERS = new Set(['price', 'net', 'tax', 'total', 'open', 'amount', 'rate', 'qty'])
const RESULTS: Record<string, number> = { OK: 0, NOTHING: 4, ALREADY: 8, REFUSED: 12, LOGIN: 16 }

const escaped = (value: unknown) => String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A row in XML: numbers as attributes, serial numbers one by one, nothing as an empty element. */
export function rowXml(name: string, row: unknown): string {
  if (Array.isArray(row)) return row.map((one) => rowXml(name, one)).join('')
  if (row === null || row === undefined || row === '') return `<${name}/>`
  if (NUMBERS.has(name) && typeof row !== 'object') return `<${name} value="${escaped(row)}"/>`
  if (name === 'serials') return `<serials>${String(row).split(';').map((nr) => `<s nr="${escaped(nr)}"/>`).join('')}</serials>`
  if (typeof row !== 'object') return `<${name} xsi:type="xsd:string">${escaped(row)}</${name}>`

  const { no, ...members } = row as Record<string, unknown>
  const inner = Object.entries(members).map(([member, value]) => rowXml(member, value))
  return `<${name}${no === undefined ? '' : ` no="${escaped(no)}"`}>${inner.join('')}</${name}>`
}

/** The answer to an operation: a result code and a message stand in it, whatever happened. */
export function answer(operation: string, inner: string, result: keyof typeof RESULTS = 'OK', code = '', message = ''): ApiAnswer {
  const said = `<return xsi:type="xsd:anyType" result="${RESULTS[result]}" code="${escaped(code)}" message="${escaped(message)}">${inner}</return>`
  return new ApiAnswer(200, envelope(`<ns1:${operation}Response xmlns:ns1="${NAMESPACE}">${said}</ns1:${operation}Response>`))
}

export function fault(kind: 'Client' | 'Server', sentence: string, code = ''): ApiAnswer {
  const detail = code ? `<detail><code>${escaped(code)}</code></detail>` : ''
  return new ApiAnswer(500, envelope(`<soapenv:Fault><faultcode>soapenv:${kind}</faultcode><faultstring>${escaped(sentence)}</faultstring>${detail}</soapenv:Fault>`))
}

/** How the SOAP face of the sandbox says what the faults and refusals of its interface mean. */
export function soapFace(operation: string, session: string | undefined): Face {
  return {
    session: () => session,
    sessionEnded: fault('Client', 'The session has ended', 'SESSION'),
    tooMany: new ApiAnswer(429, ''),
    refused: ({ code, sentence }) => answer(operation, '', 'REFUSED', code.toUpperCase(), sentence),
  }
}

function envelope(body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
}
