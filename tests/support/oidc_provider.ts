import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose'

export const CLIENT = { client_id: 'annexa', client_secret: 'a secret of this test alone, long enough' }

export interface Account {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

type Claims = JWTPayload & Record<string, unknown>

/** A real OpenID provider on this machine, whose tokens a test may spoil. */
export default class OidcProvider {
  readonly accounts = new Map<string, Account>()
  /** Paths that were asked for, in order. */
  readonly asked: string[] = []
  /** Rewrites the claims of the next ID tokens; they are signed with the provider's own key all the same. */
  spoil: ((claims: Claims) => Claims) | null = null
  /** Signs the next ID tokens with a key that nobody knows. */
  signsWithStrangersKey = false
  issuer = ''
  private server!: Server
  private key!: JWK
  private strangersKey!: JWK

  async start(redirectUri: string): Promise<this> {
    ;[this.key, this.strangersKey] = [await madeKey(), await madeKey()]
    let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => null
    this.server = createServer((request, response) => {
      this.asked.push(request.url!)
      return handle(request, response)
    }).listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    const provider = await this.provider(redirectUri)
    const protocol = provider.callback()
    handle = (request, response) => (request.url!.startsWith('/interaction/') ? this.interact(provider, request, response) : protocol(request, response))
    return this
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  /** Follows the browser's way through the provider as this account, and answers where it is sent back to. */
  async walk(address: string, account: string | null, cookies = new Map<string, string>()): Promise<URL> {
    let next = new URL(address)
    while (next.origin === this.issuer) {
      if (account && next.pathname.startsWith('/interaction/')) next.searchParams.set('as', account)
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
      for (const line of answer.headers.getSetCookie()) cookies.set(line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).split(';')[0])
      const location = answer.headers.get('location')
      if (!location) throw new Error(`${next.pathname} answered ${answer.status}: ${await answer.text()}`)
      next = new URL(location, next)
    }
    return next
  }

  private async provider(redirectUri: string) {
    const { default: Provider } = await import('oidc-provider')
    const provider = new Provider(this.issuer, {
      clients: [{ ...CLIENT, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
      cookies: { keys: ['a key of this test'] },
      jwks: { keys: [this.key] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => this.accounts.get(id) ?? { sub: id } }),
      loadExistingGrant: async (ctx: any) => {
        const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    } as never)
    provider.use(async (ctx: any, next: () => Promise<void>) => {
      await next()
      if (ctx.path === '/token' && ctx.body?.id_token) ctx.body.id_token = await this.spoiled(ctx.body.id_token)
    })
    return provider
  }

  /** The page of the provider that asks who is there; `?as=` answers it. */
  private async interact(provider: any, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const account = new URL(request.url!, this.issuer).searchParams.get('as')
    if (account) return provider.interactionFinished(request, response, { login: { accountId: account } })

    const buttons = [...this.accounts.keys()].map((sub) => `<form><button name="as" value="${sub}">I am ${sub}</button></form>`)
    const headers = { 'content-type': 'text/html', 'x-frame-options': 'DENY' }
    response.writeHead(200, headers).end(`<!DOCTYPE html><html lang="en"><title>Directory</title><h1>Who are you?</h1>${buttons.join('')}`)
  }

  private async spoiled(token: string): Promise<string> {
    if (!this.spoil && !this.signsWithStrangersKey) return token
    const claims = this.spoil ? this.spoil(decodeJwt(token)) : decodeJwt(token)
    const key = this.signsWithStrangersKey ? this.strangersKey : this.key
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: this.key.kid }).sign(await importJWK(key, 'RS256'))
  }
}

async function madeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'of-this-test' }
}
