import { WSDL, type HttpClient, type IOptions } from 'soap'
import type { HttpAnswer } from '#erp/connectors/configured/http_line'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import { ErpError } from '#erp/errors/erp_error'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpUnavailable from '#erp/errors/erp_unavailable'

/** Fetches what lies on the host of the connection, and nothing else. */
export type Fetch = (url: string) => Promise<HttpAnswer>

/** Everything but true and false stays text, so that amounts keep their digits and days their zone. */
const AS_TEXT = Object.fromEntries(
  ['int', 'integer', 'short', 'long', 'double', 'float', 'decimal', 'date', 'dateTime'].map((name) => [name, (text: string) => text])
)

/**
 * Reads a WSDL with everything it imports. Imports are fetched from the host of the connection
 * only; a WSDL that leads elsewhere has to be kept whole with the connection.
 *
 * @param text the WSDL, or null to fetch it
 */
export async function openWsdl(base: string, path: string, text: string | null, fetch: Fetch): Promise<WSDL> {
  const main = text ?? (await fetched(base + path, fetch))
  const problem: { error?: Error } = {}
  const request = (url: string, _body: unknown, done: (error: unknown, response?: unknown, body?: string) => void) => {
    fetched(url, fetch).then(
      (body) => done(null, { status: 200 }, body),
      (error) => done((problem.error = error))
    )
    return new Promise(() => {})
  }
  const overrideImportLocation = (location: string) => {
    if (URL.canParse(location) && new URL(location).origin === new URL(base).origin) return location
    throw (problem.error = new ErpGibberish(`The WSDL imports ${location.slice(0, 200)}, which is on another host; keep the whole WSDL with the connection`))
  }
  const options = { httpClient: { request } as unknown as HttpClient, customDeserializer: AS_TEXT, wsdl_options: { overrideImportLocation }, WSDL_CACHE: {} }

  return new Promise((resolve, reject) => {
    const wsdl = new WSDL(main, base + path, options as unknown as IOptions)
    wsdl.onReady((error: unknown) => {
      if (!error) return resolve(wsdl)
      const known = problem.error instanceof ErpError ? problem.error : new ErpGibberish(`What should be the WSDL is none: ${sentenceOf(error)}`)
      reject(known)
    })
  })
}

async function fetched(url: string, fetch: Fetch): Promise<string> {
  const { status, text } = await fetch(url)
  if (status === 401 || status === 403) throw new ErpAccessDenied(`The ERP does not admit this user to its WSDL (status ${status})`)
  if (status >= 500 || status === 429) throw new ErpUnavailable(`The ERP does not give its WSDL (status ${status})`)
  if (status !== 200) throw new ErpGibberish(`There is no WSDL at ${url} (status ${status})`)

  return text
}

/** The library refuses with errors, and with objects that hold one. */
function sentenceOf(error: unknown): string {
  const { message, Fault } = error as { message?: string; Fault?: { faultstring?: string } }
  return (message ?? Fault?.faultstring ?? 'unreadable').slice(0, 200)
}
