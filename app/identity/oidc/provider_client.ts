import * as oidc from 'openid-client'
import type IdentityProvider from '#identity/models/identity_provider'
import { isOfIssuer } from '#identity/rules/provider_address'

const TIMEOUT_IN_S = 10
const KNOWN_FOR_MS = 10 * 60_000
const SCOPE = 'openid email profile'

/** What a provider says of a person, once its signature holds. */
export interface ProviderClaims {
  subject: string
  email: string | null
  isEmailVerified: boolean
  name: string | null
}

export interface AuthorizationWish {
  redirectUri: string
  state: string
  nonce: string
  verifier: string
  prompt?: 'none' | 'login'
  loginHint?: string | null
}

interface Known {
  at: number
  /** The settings it was read with. */
  of: string
  configuration: Promise<oidc.Configuration>
}

const known = new Map<number, Known>()

/** Speaks OpenID Connect with one provider; every call goes to the issuer's own host. */
export default class ProviderClient {
  private constructor(private configuration: oidc.Configuration) {}

  /** Reads the provider's own description, at most every ten minutes. */
  static async of(provider: IdentityProvider): Promise<ProviderClient> {
    const of = JSON.stringify([provider.issuer, provider.clientId, provider.clientSecret])
    const found = known.get(provider.id)
    if (found && found.of === of && Date.now() - found.at < KNOWN_FOR_MS) return new ProviderClient(await found.configuration)

    const configuration = discover(provider)
    known.set(provider.id, { at: Date.now(), of, configuration })
    configuration.catch(() => known.delete(provider.id))
    return new ProviderClient(await configuration)
  }

  async authorizationUrl({ redirectUri, state, nonce, verifier, prompt, loginHint }: AuthorizationWish): Promise<string> {
    const challenge = await oidc.calculatePKCECodeChallenge(verifier)
    const wish = { redirect_uri: redirectUri, scope: SCOPE, state, nonce, code_challenge: challenge, code_challenge_method: 'S256' }
    const more = { ...(prompt ? { prompt } : {}), ...(loginHint ? { login_hint: loginHint } : {}) }

    return oidc.buildAuthorizationUrl(this.configuration, { ...wish, ...more }).href
  }

  /** Trades the code in, and checks issuer, audience, signature, times and nonce of the ID token. */
  async claims(callback: URL, { state, nonce, verifier }: { state: string; nonce: string; verifier: string }): Promise<ProviderClaims> {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
    const tokens = await oidc.authorizationCodeGrant(this.configuration, callback, checks)
    const claims = { ...tokens.claims()! } as Record<string, unknown> & { sub: string }
    const hasMore = claims.email === undefined && this.configuration.serverMetadata().userinfo_endpoint
    if (hasMore) Object.assign(claims, await oidc.fetchUserInfo(this.configuration, tokens.access_token, claims.sub))

    return {
      subject: claims.sub,
      email: textOf(claims.email, 190),
      isEmailVerified: claims.email_verified === true,
      name: textOf(claims.name, 120),
    }
  }
}

async function discover({ issuer, clientId, clientSecret }: IdentityProvider): Promise<oidc.Configuration> {
  const authentication = clientSecret ? oidc.ClientSecretBasic(clientSecret) : oidc.None()
  const isPlain = new URL(issuer).protocol === 'http:'
  return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
    timeout: TIMEOUT_IN_S,
    [oidc.customFetch]: onlyTo(issuer),
    execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
  })
}

/** A provider's description names the addresses to call: none but the issuer's own host is called, and no redirect followed. */
function onlyTo(issuer: string): oidc.CustomFetch {
  return async (url, options) => {
    if (!isOfIssuer(url, issuer)) throw new Error(`${new URL(url).origin} is not the host of the issuer`)
    return fetch(url, { ...options, redirect: 'error' } as RequestInit)
  }
}

function textOf(value: unknown, most: number): string | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most ? value.trim() : null
}
