import type { Scope } from '#erp/connectors/configured/field_path'
import type { Dialect } from '#erp/connectors/configured/soap_transport'
import { readObjectXml, writeObjectXml, type X3Block } from '#erp/connectors/sage_x3/object_xml'

type Blocks = Record<string, X3Block | X3Block[]>
interface Message {
  type: string
  message: string
}

/** Messages of this type say why nothing was done. */
const ERROR = '3'

/**
 * What X3 writes into its calls and answers beyond SOAP. In a mapping `keys` are the keys of
 * an object, `object` its blocks and `input` those of a subprogram; an answer is `status`,
 * `errors` in one sentence, `messages`, `record` with its blocks and all `fields`, and `rows`.
 */
export const X3_DIALECT: Dialect = { write, read }

function write({ keys, object, input, ...params }: Scope): Scope {
  const called: Scope = { ...params }
  if (keys) called.objectKeys = objectKeys(keys as Record<string, unknown>)
  if (object) called.objectXml = writeObjectXml(object as Blocks)
  if (input) called.inputXml = writeObjectXml(input as Blocks)

  return called
}

function objectKeys(keys: Record<string, unknown>): Scope {
  const item = Object.entries(keys).map(([key, value]) => ({ key, value: String(value) }))
  return { attributes: { 'soapenc:arrayType': `wss:CAdxParamKeyValue[${item.length}]` }, item }
}

function read(body: unknown): unknown {
  const result = Object.entries((body ?? {}) as Scope).find(([name]) => name.endsWith('Return'))?.[1] as Scope | undefined
  if (!result || typeof result !== 'object') return undefined
  const messages = messagesIn(result.messages)
  const said = messages.filter(({ type }) => type === ERROR)
  const answer = { status: String(result.status ?? ''), messages, errors: (said.length ? said : messages).map(({ message }) => message).join(' ') }
  const xml = String(result.resultXml ?? '').trim()
  if (xml === '') return { ...answer, record: null, rows: [] }
  try {
    const { fields, rows, blocks } = readObjectXml(xml)
    return { ...answer, record: { fields, ...blocks }, rows }
  } catch {
    return undefined
  }
}

/** Messages lie in a list whose elements are called differently from version to version. */
function messagesIn(value: unknown): Message[] {
  if (Array.isArray(value)) return value.flatMap(messagesIn)
  if (value === null || typeof value !== 'object') return []
  const { type, message } = value as { type?: unknown; message?: unknown }
  if (typeof message === 'string') return [{ type: String(type ?? ''), message }]

  return Object.values(value).flatMap(messagesIn)
}
