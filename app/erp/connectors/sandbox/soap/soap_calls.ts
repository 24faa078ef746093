import { XMLParser } from 'fast-xml-parser'

export interface SoapCall {
  operation: string
  params: Record<string, unknown>
  session: string | undefined
}

const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false })

/** The call in an envelope, or null when it is none. */
export function readCall(xml: string): SoapCall | null {
  if (xml.includes('<!')) return null
  try {
    const { Envelope } = parser.parse(xml, true) as { Envelope?: { Header?: { session?: string } | ''; Body?: Record<string, unknown> } }
    const [[operation, params] = []] = Object.entries(Envelope?.Body ?? {})
    if (!operation) return null
    const header = Envelope!.Header

    return { operation, params: params && typeof params === 'object' ? (params as SoapCall['params']) : {}, session: (header && header.session) || undefined }
  } catch {
    return null
  }
}
