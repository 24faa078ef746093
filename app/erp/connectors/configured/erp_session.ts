import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import type { Answer } from '#erp/connectors/configured/erp_client'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { Auth } from '#erp/connectors/configured/mapping'
import { compileTemplate, type Template } from '#erp/connectors/configured/request_template'
import type { CompiledOperation, Transport } from '#erp/connectors/configured/transport'
import ErpAccessDenied from '#erp/errors/erp_access_denied'

type Call = (operation: CompiledOperation, scope: Scope) => Promise<Answer>

const filled = (template: Template, scope: Scope) => compileTemplate(template)(scope) as Scope

/** Who we are to the ERP: puts a key, a password or the token of a login into each request. */
export default class ErpSession {
  private token: Promise<string> | null = null
  /** A wrong password is not tried again: some ERPs lock the user out. */
  private denied: Error | null = null

  constructor(
    private auth: Auth | undefined,
    private settings: ReachSettings,
    private transport: Transport,
    private call: Call
  ) {}

  /** Whether an ended session can be begun again. */
  get renews(): boolean {
    return this.auth?.kind === 'login'
  }

  async sign(request: unknown): Promise<unknown> {
    const { auth, settings, transport } = this
    if (!auth) return request
    const { username, password } = settings
    if (auth.kind === 'basic') return transport.withHeader(request, 'Authorization', basic(settings))
    if (auth.kind === 'wsSecurity') {
      return transport.withToken(request, { username, password, isDigest: auth.password === 'digest', hasTimestamp: auth.timestamp ?? true })
    }
    const scope: Scope = { settings, ...(auth.kind === 'login' ? { token: await this.signedIn(auth) } : {}) }
    if (auth.kind === 'header') return transport.withHeader(request, auth.header, String(compileTemplate(auth.value)(scope)))
    if (auth.kind === 'body') return transport.withValues(request, filled(auth.values, scope))
    if (auth.kind === 'envelope') return transport.withEnvelope(request, filled(auth.values, scope))

    let signed = request
    if (auth.header) signed = transport.withHeader(signed, auth.header, String(compileTemplate(auth.value ?? '{token}')(scope)))
    if (auth.param) signed = transport.withParam(signed, auth.param, String(scope.token))
    if (auth.body) signed = transport.withValues(signed, filled(auth.body, scope))
    if (auth.envelope) signed = transport.withEnvelope(signed, filled(auth.envelope, scope))
    return signed
  }

  forget(): void {
    this.token = null
  }

  async end(): Promise<void> {
    const token = await this.token?.catch(() => null)
    const logout = this.auth?.kind === 'login' ? this.auth.logout : undefined
    this.token = null
    if (token && logout) await this.call(this.transport.compile(logout), { settings: this.settings, token }).catch(() => null)
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
    const { body } = await this.call(this.transport.compile(auth.request), { settings: this.settings })
    const token = compileRule(auth.token)(body, {})
    if (typeof token !== 'string' && typeof token !== 'number') throw new ErpAccessDenied('The ERP answers the login without a session')

    return String(token)
  }
}

/** The value of an Authorization header with name and password. */
export function basic({ username, password }: ReachSettings): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
