import { XMLParser } from 'fast-xml-parser'
import { compilePath, type Scope } from '#erp/connectors/configured/field_path'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: 'attributes',
  textNodeName: '$value',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
})

/** XML that came as text, in the shape SOAP answers have: `attributes`, `$value`, texts as texts. */
export function parseInnerXml(text: string): unknown {
  return parser.parse(text, true)
}

/** The answer with the XML that stands in it as text read in its place; undefined when it is no XML. */
export function withInnerXml(body: unknown, at: string): unknown {
  const text = compilePath(at)(body, {})
  if (text === undefined || text === null || text === '') return body
  try {
    return replaced(body, at.split('.'), parseInnerXml(String(text)))
  } catch {
    return undefined
  }
}

function replaced(value: unknown, [step, ...further]: string[], inner: unknown): unknown {
  if (step === undefined || step === '$') return inner
  return { ...(value as Scope), [step]: replaced((value as Scope)[step], further, inner) }
}
