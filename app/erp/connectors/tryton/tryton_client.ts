import axios, { type AxiosInstance, type AxiosResponse } from 'axios'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import { refusalOf, warningOf, type TrytonWarning } from '#erp/connectors/tryton/tryton_refusals'

export interface TrytonSettings {
  url: string
  database: string
  username: string
  password: string
  timeoutMs: number
}

export type TrytonContext = Record<string, unknown> & { company?: number; language?: string }
export type TrytonRow = Record<string, unknown> & { id: number }
export type Effect = 'reads' | 'writes'

/** Errors before a byte of the request left: whatever was asked, it did not happen. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL'])
const LOCK_TRIES = 8
const LOCKED_OUT = 'The ERP has locked the user out for some minutes after wrong passwords'

interface Session {
  authorization: string
  userId: number
}

/**
 * Tryton's JSON-RPC: one session for all calls, the user's context on each, and Tryton's
 * errors translated into the house's five families.
 */
export default class TrytonClient {
  /** When the server last answered, by its own clock. */
  answeredAt: Date | null = null

  private http: AxiosInstance
  private session: Promise<Session> | null = null
  private preferences: Promise<TrytonContext> | null = null
  private denied: { error: Error; until: number } | null = null

  constructor(private settings: TrytonSettings) {
    this.http = axios.create({
      baseURL: settings.url.replace(/\/+$/, ''),
      timeout: settings.timeoutMs,
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
      validateStatus: () => true,
      transformResponse: [(body: string) => body],
      proxy: false,
      maxRedirects: 0,
    })
  }

  /** What Tryton knows of this user: company, language, groups. Every model call carries it. */
  async context(): Promise<TrytonContext> {
    this.preferences ??= this.exchange<TrytonContext>('model.res.user.get_preferences', [true, {}], 'reads')
    return this.preferences.catch((error) => {
      this.preferences = null
      throw error
    })
  }

  async userId(): Promise<number> {
    const { userId } = await this.signedIn()
    return userId
  }

  /** Calls that need no user, such as the server's version. */
  async ask<T>(method: string, params: unknown[]): Promise<T> {
    return this.understand<T>(await this.post('/', method, params, null, 'reads'), 'reads')
  }

  /** A call that changes nothing; `params` without the context, which is added. */
  async read<T>(method: string, params: unknown[], extra: TrytonContext = {}): Promise<T> {
    return this.patiently<T>(method, [...params, { ...(await this.context()), ...extra }], 'reads')
  }

  /** A call that changes something: when its answer is lost its outcome is unknown. */
  async write<T>(method: string, params: unknown[]): Promise<T> {
    return this.patiently<T>(method, [...params, await this.context()], 'writes')
  }

  async close(): Promise<void> {
    const session = await this.session?.catch(() => null)
    this.session = null
    this.preferences = null
    if (session) await this.post(this.database, 'common.db.logout', [], session, 'reads').catch(() => null)
  }

  private get database(): string {
    return `/${encodeURIComponent(this.settings.database)}/`
  }

  /** Repeats what another transaction's lock pushed aside, and what Tryton wanted confirmed. */
  private async patiently<T>(method: string, params: unknown[], effect: Effect): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.exchange<T>(method, params, effect)
      } catch (error) {
        const warning = warningOf(error)
        if (!(warning || isLock(error)) || attempt >= LOCK_TRIES) throw error
        if (warning) await this.accept(warning)
        else await pause(50 * 2 ** attempt * (0.5 + Math.random()))
      }
    }
  }

  private async accept(warning: TrytonWarning): Promise<void> {
    const accepted = { user: await this.userId(), name: warning.warning, always: false }
    await this.exchange('model.res.user.warning.create', [[accepted], await this.context()], 'writes')
  }

  private async exchange<T>(method: string, params: unknown[], effect: Effect): Promise<T> {
    let response = await this.post(this.database, method, params, await this.signedIn(), effect)
    if (response.status === 401) {
      // The session ended, or was too old for this call: nothing was done. Sign in again, once.
      this.session = null
      response = await this.post(this.database, method, params, await this.signedIn(), effect)
      if (response.status === 401) throw new ErpAccessDenied('The ERP ended the session at once')
    }

    return this.understand<T>(response, effect)
  }

  private signedIn(): Promise<Session> {
    // A wrong password is not tried again: after five the ERP locks the user out.
    if (this.denied && Date.now() < this.denied.until) throw this.denied.error
    this.session ??= this.signIn().catch((error) => {
      this.session = null
      throw error
    })
    return this.session
  }

  private async signIn(): Promise<Session> {
    const { username, password } = this.settings
    const response = await this.post(this.database, 'common.db.login', [username, { password }], null, 'reads')
    if (response.status === 429) throw this.deny(new ErpUnavailable(LOCKED_OUT, 300), 300)
    const session = response.status === 401 ? null : this.understand<[number, string] | null>(response, 'reads')
    if (!session)
      throw this.deny(new ErpAccessDenied(`The ERP does not accept user "${username}" with this password`), 3600)

    const token = Buffer.from(`${username}:${session[0]}:${session[1]}`).toString('base64')
    return { authorization: `Session ${token}`, userId: session[0] }
  }

  private deny(error: Error, seconds: number): Error {
    this.denied = { error, until: Date.now() + seconds * 1000 }
    return error
  }

  private async post(path: string, method: string, params: unknown[], session: Session | null, effect: Effect) {
    const headers = session ? { Authorization: session.authorization } : {}
    try {
      const response = await this.http.post<string>(path, JSON.stringify({ id: 1, method, params }), { headers })
      const date = Date.parse(String(response.headers.date ?? ''))
      if (!Number.isNaN(date)) this.answeredAt = new Date(date)
      return response
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'unknown'
      if (effect === 'writes' && !NOT_SENT.has(code))
        throw new ErpOutcomeUnknown(`The ERP's answer to ${method} was lost (${code})`)
      throw new ErpUnavailable(`The ERP cannot be reached (${code})`)
    }
  }

  private understand<T>(response: AxiosResponse<string>, effect: Effect): T {
    const { status } = response
    if (status === 401) throw new ErpAccessDenied('The ERP does not accept the user or the password')
    if (status === 403) throw new ErpAccessDenied('The ERP does not allow this call')
    if (status === 404) throw new ErpAccessDenied(`The ERP has no database "${this.settings.database}"`)
    if (status === 429)
      throw new ErpUnavailable('The ERP asks for fewer calls', Number(response.headers['retry-after']) || 60)

    const answer = parsed(response.data)
    if (status >= 500 || !answer) {
      const seen = `status ${status}, ${response.data ? 'no JSON-RPC' : 'empty'}`
      if (effect === 'writes') throw new ErpOutcomeUnknown(`The ERP's answer cannot be understood (${seen})`)
      if (status >= 500) throw new ErpUnavailable(`The ERP answers with an error (${seen})`)
      throw new ErpGibberish(`The ERP's answer is not Tryton's (${seen})`)
    }
    if (answer.error) throw refusalOf(answer.error, effect)

    return answer.result as T
  }
}

function parsed(body: string): { result?: unknown; error?: unknown[] } | null {
  try {
    const answer = JSON.parse(body)
    if (answer === null || typeof answer !== 'object') return null
    return 'result' in answer || Array.isArray(answer.error) ? answer : null
  } catch {
    return null
  }
}

function isLock(error: unknown): boolean {
  return error instanceof ErpUnavailable && error.message.startsWith('Lock:')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
