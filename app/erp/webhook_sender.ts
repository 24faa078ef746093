import type { Readable } from 'node:stream'
import axios from 'axios'
import { allowedHosts } from '#config/webhooks'
import { guardedAgents } from '#shared/network/guarded_agents'
import { signaturesOf } from '#erp/rules/standard_webhook'
import { urlFault } from '#erp/rules/webhook_url'

export interface OutgoingWebhook {
  url: string
  /** The same for every attempt, so that the receiver knows it again. */
  id: string
  body: string
  secrets: string[]
  /** Hosts that may be anywhere, besides those the installation allows. */
  alsoAllowed?: string[]
}

export interface WebhookAnswer {
  /** Null when there was no answer. */
  status: number | null
  /** The beginning of what was answered. */
  answer: string | null
  /** Why there was no answer. */
  fault: string | null
  durationMs: number
  retryAfterSeconds: number
}

const TIMEOUT_IN_MS = 10_000
const ANSWER_READ = 2_000

/** Signs a webhook and hands it over once. Redirects are not followed, and only public addresses are reached. */
export async function sendWebhook({ url, id, body, secrets, alsoAllowed = [] }: OutgoingWebhook): Promise<WebhookAnswer> {
  const allowed = [...allowedHosts, ...alsoAllowed].map((host) => host.toLowerCase())
  const begun = performance.now()
  const answered = (facts: Partial<WebhookAnswer>): WebhookAnswer => ({
    status: null,
    answer: null,
    fault: null,
    retryAfterSeconds: 0,
    ...facts,
    durationMs: Math.round(performance.now() - begun),
  })
  if (urlFault(url, allowed)) return answered({ fault: 'E_ADDRESS_REFUSED' })

  const now = Date.now()
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Annexa-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signaturesOf(id, now, body, secrets),
  }
  try {
    const response = await axios.post<Readable>(url, body, {
      ...guardedAgents(allowed),
      headers,
      timeout: TIMEOUT_IN_MS,
      signal: AbortSignal.timeout(TIMEOUT_IN_MS + 2_000),
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
      responseType: 'stream',
      transformRequest: [(content: string) => content],
    })
    const retryAfter = Number(response.headers['retry-after'])
    const answer = await beginningOf(response.data)
    return answered({ status: response.status, answer, retryAfterSeconds: Number.isFinite(retryAfter) ? Math.max(0, retryAfter) : 0 })
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { code?: string } }
    return answered({ fault: cause?.code === 'E_ADDRESS_REFUSED' ? cause.code : (code ?? 'unknown') })
  }
}

/** As much as a person wants to see; the rest is not read. */
async function beginningOf(stream: Readable): Promise<string> {
  let text = ''
  try {
    for await (const part of stream) {
      text += String(part)
      if (text.length >= ANSWER_READ) break
    }
  } catch {
    // the status has arrived, and that is what counts
  }
  stream.destroy()
  return text.slice(0, ANSWER_READ)
}
