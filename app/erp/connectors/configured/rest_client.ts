import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import axios, { type AxiosInstance, type AxiosResponse } from 'axios'
import { compileAnswers, retryAfter, usualMeaning, type AnswerReader, type Effect, type Verdict, type WireAnswer } from '#erp/connectors/configured/answers'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { Mapping } from '#erp/connectors/configured/mapping'
import { compileOperation, type CompiledOperation, type PreparedRequest } from '#erp/connectors/configured/operations'
import { compileRefusals } from '#erp/connectors/configured/refusals'
import RestSession from '#erp/connectors/configured/rest_session'
import { presentedCertificate, trustedAgent } from '#erp/connectors/configured/trusted_agent'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpUnavailable from '#erp/errors/erp_unavailable'

export interface RestSettings {
  url: string
  username: string
  password: string
  /** SHA-256 of a certificate that no authority signed. */
  fingerprint: string
  timeoutMs: number
}

/** What came back: `nothing` is an empty list or a record that is not there, `already` a step done before. */
export interface Answer {
  means: 'fine' | 'nothing' | 'already'
  body: unknown
}

/** Errors before a byte of the request left: whatever was asked, it did not happen. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL'])
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/
const PATIENCE_IN_S = 3
const MOST_BYTES = 100_000_000

/** Calls an ERP as a mapping says, and translates what comes back into the house's five families. */
export default class RestClient {
  /** When the server last answered, by its own clock. */
  answeredAt: Date | null = null

  private agents: Agent[] = []
  private http: Promise<AxiosInstance> | null = null
  private readonly session: RestSession
  private readonly answers: AnswerReader
  private readonly refusal: ReturnType<typeof compileRefusals>
  private nextSlot = 0

  constructor(
    private settings: RestSettings,
    private mapping: Mapping
  ) {
    this.answers = compileAnswers(mapping.failures?.answers)
    this.refusal = compileRefusals(mapping.failures)
    this.session = new RestSession(mapping.auth, settings, (operation, scope) => this.exchange(operation, scope, 'reads', false))
  }

  compile(operation: Parameters<typeof compileOperation>[0]): CompiledOperation {
    return compileOperation(operation, this.mapping.headers)
  }

  /** Asks once; signs in again when the session ended, and waits a little when the ERP is busy. */
  async call(operation: CompiledOperation, scope: Scope, effect: Effect): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.exchange(operation, { ...scope, settings: this.settings }, effect, true)
      } catch (error) {
        const seconds = error instanceof ErpUnavailable ? error.retryAfterSeconds : 0
        if (effect === 'writes' || seconds === 0 || seconds > PATIENCE_IN_S || attempt > 2) throw error
        await pause(seconds * 1000)
      }
    }
  }

  async close(): Promise<void> {
    await this.session.end()
    this.agents.forEach((agent) => agent.destroy())
    this.agents = []
    this.http = null
  }

  private async exchange(operation: CompiledOperation, scope: Scope, effect: Effect, isSigned: boolean): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const request = operation.prepare(scope)
      const response = await this.send(isSigned ? await this.session.sign(request) : request, effect)
      const answer = read(response, operation.answerAs)
      const means = operation.answers(answer) ?? this.answers(answer) ?? usualMeaning(answer, effect, isSigned && this.session.renews)
      if (means === 'fine' || means === 'nothing' || means === 'already') return { means, body: answer.body ?? null }
      if (means !== 'session_ended' || !isSigned || !this.session.renews || attempt > 1) throw this.failure(means, answer, response, effect)
      this.session.forget()
    }
  }

  private failure(means: Verdict, answer: WireAnswer, response: AxiosResponse<string>, effect: Effect): Error {
    const { code, sentence } = this.refusal(answer)
    const seen = `status ${answer.status}${answer.body === undefined ? `, ${answer.text ? 'not what was promised' : 'empty'}` : ''}`
    const words = sentence || seen
    switch (means) {
      case 'denied':
      case 'session_ended':
        return new ErpAccessDenied(`The ERP does not admit this user: ${words}`)
      case 'busy':
        return new ErpUnavailable(`The ERP asks for fewer calls (${seen})`, retryAfter(response.headers['retry-after'], Date.now()) ?? 60)
      case 'unavailable':
        return new ErpUnavailable(`The ERP is not available: ${words}`, retryAfter(response.headers['retry-after'], Date.now()) ?? 0)
      case 'refused':
        return effect === 'writes' ? code : new ErpGibberish(`The ERP refuses to answer: ${words}`)
      case 'unknown':
        return new ErpOutcomeUnknown(`The ERP's answer cannot be understood (${seen})`)
      default:
        return new ErpGibberish(`The ERP's answer is not what the mapping says (${seen})`)
    }
  }

  private async send({ method, path, params, headers, data }: PreparedRequest, effect: Effect) {
    await this.slot()
    const http = await this.connected()
    try {
      const response = await http.request<string>({ method, url: path, params, headers, data })
      const date = Date.parse(String(response.headers.date ?? ''))
      if (!Number.isNaN(date)) this.answeredAt = new Date(date)
      return response
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'unknown'
      if (UNTRUSTED.test(code)) throw await this.untrusted(code)
      if (effect === 'writes' && !NOT_SENT.has(code)) throw new ErpOutcomeUnknown(`The ERP's answer was lost (${code})`)
      throw new ErpUnavailable(`The ERP cannot be reached (${code})`)
    }
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
      baseURL: url.replace(/\/+$/, ''),
      timeout: timeoutMs,
      httpAgent,
      httpsAgent,
      validateStatus: () => true,
      transformResponse: [(body: string) => body],
      responseType: 'text',
      maxContentLength: MOST_BYTES,
      allowAbsoluteUrls: false,
      proxy: false,
      maxRedirects: 0,
    })
  }

  /** Requests keep the distance that the mapping's limit asks for. */
  private async slot(): Promise<void> {
    const perSecond = this.mapping.limits?.requestsPerSecond
    if (!perSecond) return
    const at = Math.max(Date.now(), this.nextSlot)
    this.nextSlot = at + 1000 / perSecond
    if (at > Date.now()) await pause(at - Date.now())
  }
}

function read({ status, data }: AxiosResponse<string>, as: 'json' | 'text'): WireAnswer {
  const text = String(data ?? '').trim()
  if (as === 'text') return { status, text, body: text }
  if (text === '') return { status, text, body: null }
  try {
    return { status, text, body: JSON.parse(text) }
  } catch {
    return { status, text, body: undefined }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
