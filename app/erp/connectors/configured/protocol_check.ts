import type { Mapping, Operation, Protocol } from '#erp/connectors/configured/mapping'
import type { Finding } from '#erp/connectors/configured/schema_check'

/** What an operation must name to be sent, and what belongs to the other protocol. */
const NEEDED: Record<Protocol, keyof Operation> = { rest: 'path', soap: 'call' }
const FOREIGN: Record<Protocol, (keyof Operation)[]> = {
  rest: ['call', 'envelope', 'xmlIn'],
  soap: ['path', 'method', 'body', 'bodyAs', 'answerAs'],
}
const AUTH_OF_SOAP = ['envelope', 'wsSecurity']

/** Where an operation does not fit the protocol of its mapping. */
export function operationFindings(path: string, operation: Operation, protocol: Protocol): Finding[] {
  const needed = NEEDED[protocol]
  const missing = operation[needed] === undefined ? [{ path: `${path}.${needed}`, sentence: 'is missing' }] : []
  const foreign = FOREIGN[protocol].filter((name) => operation[name] !== undefined)

  return [...missing, ...foreign.map((name) => ({ path: `${path}.${name}`, sentence: `is not known over ${protocol.toUpperCase()}` }))]
}

/** Where the mapping as a whole does not fit its protocol, or the protocol of the connection. */
export function protocolFindings({ protocol = 'rest', soap, auth }: Mapping, wanted: Protocol | undefined): Finding[] {
  const found: Finding[] = []
  if (wanted && protocol !== wanted) found.push({ path: 'protocol', sentence: `should be ${wanted} for this connection, and is ${protocol}` })
  if (protocol === 'rest' && soap) found.push({ path: 'soap', sentence: 'is known only with "protocol": "soap"' })
  const isOfSoap = auth && (AUTH_OF_SOAP.includes(auth.kind) || (auth.kind === 'login' && auth.envelope))
  if (protocol === 'rest' && isOfSoap) found.push({ path: 'auth', sentence: 'an envelope and WS-Security are known only over SOAP' })

  return found
}
