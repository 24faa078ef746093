import type { Answer, RestSettings } from '#erp/connectors/configured/rest_client'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { Auth } from '#erp/connectors/configured/mapping'
import { compileOperation, isRecord, type CompiledOperation, type PreparedRequest } from '#erp/connectors/configured/operations'
import { compileTemplate } from '#erp/connectors/configured/request_template'
import ErpAccessDenied from '#erp/errors/erp_access_denied'

type Call = (operation: CompiledOperation, scope: Scope) => Promise<Answer>

/** Who we are to the ERP: puts a key, a password or the token of a login into each request. */
export default class RestSession {
  private token: Promise<string> | null = null
  /** A wrong password is not tried again: some ERPs lock the user out. */
  private denied: Error | null = null

  constructor(
    private auth: Auth | undefined,
    private settings: RestSettings,
    private call: Call
  ) {}

  /** Whether an ended session can be begun again. */
  get renews(): boolean {
    return this.auth?.kind === 'login'
  }

  async sign(request: PreparedRequest): Promise<PreparedRequest> {
    const { auth, settings } = this
    if (!auth) return request
    if (auth.kind === 'basic') {
      const known = Buffer.from(`${settings.username}:${settings.password}`).toString('base64')
      return withHeader(request, 'Authorization', `Basic ${known}`)
    }
    const scope: Scope = { settings, ...(auth.kind === 'login' ? { token: await this.signedIn(auth) } : {}) }
    if (auth.kind === 'header') return withHeader(request, auth.header, String(compileTemplate(auth.value)(scope)))
    if (auth.kind === 'body') return withValues(request, compileTemplate(auth.values)(scope) as Scope)

    let signed = request
    if (auth.header) signed = withHeader(signed, auth.header, String(compileTemplate(auth.value ?? '{token}')(scope)))
    if (auth.param) signed = { ...signed, params: { ...signed.params, [auth.param]: String(scope.token) } }
    if (auth.body) signed = withValues(signed, compileTemplate(auth.body)(scope) as Scope)
    return signed
  }

  forget(): void {
    this.token = null
  }

  async end(): Promise<void> {
    const token = await this.token?.catch(() => null)
    const logout = this.auth?.kind === 'login' ? this.auth.logout : undefined
    this.token = null
    if (token && logout) await this.call(compileOperation(logout), { settings: this.settings, token }).catch(() => null)
  }

  private signedIn(auth: Auth & { kind: 'login' }): Promise<string> {
    if (this.denied) throw this.denied
    this.token ??= this.signIn(auth).catch((error) => {
      this.token = null
      if (error instanceof ErpAccessDenied) this.denied = error
      throw error
    })
    return this.token
  }

  private async signIn(auth: Auth & { kind: 'login' }): Promise<string> {
    const { body } = await this.call(compileOperation(auth.request), { settings: this.settings })
    const token = compileRule(auth.token)(body, {})
    if (typeof token !== 'string' && typeof token !== 'number') throw new ErpAccessDenied('The ERP answers the login without a session')

    return String(token)
  }
}

function withHeader(request: PreparedRequest, name: string, value: string): PreparedRequest {
  return { ...request, headers: { ...request.headers, [name]: value } }
}

/** Into the body where there is one, and into the address otherwise. */
function withValues(request: PreparedRequest, values: Scope): PreparedRequest {
  if (request.data instanceof URLSearchParams) {
    const data = new URLSearchParams(request.data)
    for (const [name, value] of Object.entries(values)) data.set(name, String(value))
    return { ...request, data }
  }
  if (isRecord(request.data)) return { ...request, data: { ...request.data, ...values } }
  if (request.method !== 'GET') return { ...request, data: request.data ?? values }

  return { ...request, params: { ...request.params, ...(values as Record<string, string>) } }
}
