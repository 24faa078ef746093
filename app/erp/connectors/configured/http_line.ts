import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import axios, { type AxiosInstance } from 'axios'
import type { Effect } from '#erp/connectors/configured/answers'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import { presentedCertificate, trustedAgent } from '#erp/connectors/configured/trusted_agent'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpUnavailable from '#erp/errors/erp_unavailable'

export interface HttpRequest {
  method: string
  /** Behind the address of the connection; or a whole address on the same host. */
  path: string
  params?: Record<string, string>
  headers?: Record<string, string>
  data?: unknown
}

export interface HttpAnswer {
  status: number
  text: string
  /** What a Retry-After header says. */
  retryAfter?: string
}

/** Errors before a byte of the request left: whatever was asked, it did not happen. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL'])
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/
const MOST_BYTES = 100_000_000

/** The line to one ERP over HTTP: only its own host, no redirects, a certificate that is trusted, a distance between calls. */
export default class HttpLine {
  /** When the server last answered, by its own clock. */
  answeredAt: Date | null = null

  private agents: Agent[] = []
  private http: Promise<AxiosInstance> | null = null
  private nextSlot = 0

  constructor(
    private settings: ReachSettings,
    private callsPerSecond?: number
  ) {}

  /** The address without a slash at its end. */
  get base(): string {
    return this.settings.url.replace(/\/+$/, '')
  }

  /** @throws {ErpUnavailable | ErpOutcomeUnknown | ErpAccessDenied} when no answer came */
  async request({ method, path, params, headers, data }: HttpRequest, effect: Effect): Promise<HttpAnswer> {
    const url = this.own(path)
    await this.slot()
    const http = await this.connected()
    try {
      const response = await http.request<string>({ method, url, params, headers, data })
      const date = Date.parse(String(response.headers.date ?? ''))
      if (!Number.isNaN(date)) this.answeredAt = new Date(date)
      return { status: response.status, text: String(response.data ?? '').trim(), retryAfter: response.headers['retry-after'] as string | undefined }
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'unknown'
      if (UNTRUSTED.test(code)) throw await this.untrusted(code)
      if (effect === 'writes' && !NOT_SENT.has(code)) throw new ErpOutcomeUnknown(`The ERP's answer was lost (${code})`)
      throw new ErpUnavailable(`The ERP cannot be reached (${code})`)
    }
  }

  close(): void {
    this.agents.forEach((agent) => agent.destroy())
    this.agents = []
    this.http = null
  }

  /** Whatever a mapping or an answer says, nothing is sent to another host. */
  private own(path: string): string {
    const url = /^https?:\/\//.test(path) ? path : this.base + path
    if (!URL.canParse(url) || new URL(url).origin !== new URL(this.base).origin) {
      throw new ErpUnavailable(`${url.slice(0, 200)} is not on the host of this connection`)
    }
    return url
  }

  private async untrusted(code: string): Promise<Error> {
    const { fingerprint256 } = await presentedCertificate(new URL(this.settings.url), this.settings.timeoutMs)
    return new ErpAccessDenied(`No authority vouches for the ERP's certificate (${code}); to trust it all the same, enter its fingerprint: ${fingerprint256}`)
  }

  private connected(): Promise<AxiosInstance> {
    this.http ??= this.connect().catch((error) => {
      this.http = null
      throw error
    })
    return this.http
  }

  private async connect(): Promise<AxiosInstance> {
    const { url, fingerprint, timeoutMs } = this.settings
    const httpAgent = new Agent({ keepAlive: true })
    const httpsAgent = (await trustedAgent(url, fingerprint, timeoutMs)) ?? new SecureAgent({ keepAlive: true })
    this.agents = [httpAgent, httpsAgent]
    return axios.create({
      timeout: timeoutMs,
      httpAgent,
      httpsAgent,
      validateStatus: () => true,
      transformResponse: [(body: string) => body],
      responseType: 'text',
      maxContentLength: MOST_BYTES,
      proxy: false,
      maxRedirects: 0,
    })
  }

  /** Calls keep the distance that the mapping's limit asks for. */
  private async slot(): Promise<void> {
    if (!this.callsPerSecond) return
    const at = Math.max(Date.now(), this.nextSlot)
    this.nextSlot = at + 1000 / this.callsPerSecond
    if (at > Date.now()) await new Promise((resolve) => setTimeout(resolve, at - Date.now()))
  }
}
