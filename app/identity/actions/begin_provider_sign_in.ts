import { randomBytes } from 'node:crypto'
import ProviderRefused from '#identity/errors/provider_refused'
import type IdentityProvider from '#identity/models/identity_provider'
import ProviderClient from '#identity/oidc/provider_client'
import type { SignInAttempt } from '#identity/rules/sign_in_attempt'

export interface WantedSignIn extends Pick<SignInAttempt, 'path' | 'isSilent' | 'inFrame' | 'forFrame' | 'loginHint'> {
  provider: IdentityProvider
  /** Our own address to which the provider sends the browser back. */
  redirectUri: string
  /** The person has to show again who they are, also where the provider still knows them. */
  isFresh?: boolean
}

const secret = () => randomBytes(32).toString('base64url')

/** Says where to send the browser, and what the session has to remember until it comes back. */
export default class BeginProviderSignIn {
  /** @throws {ProviderRefused} when the provider does not answer */
  async handle({ provider, redirectUri, isFresh = false, ...wish }: WantedSignIn, at = Date.now()) {
    const [state, nonce, verifier] = [secret(), secret(), secret()]
    const attempt: SignInAttempt = { ...wish, providerId: provider.id, nonce, verifier, at }
    const prompt = isFresh ? 'login' : wish.isSilent ? 'none' : undefined
    try {
      const client = await ProviderClient.of(provider)
      const address = await client.authorizationUrl({ redirectUri, state, nonce, verifier, prompt, loginHint: wish.loginHint })
      return { state, attempt, address }
    } catch (error) {
      throw new ProviderRefused('provider_silent', { providerId: provider.id, provider: provider.name, reason: (error as Error).message })
    }
  }
}
