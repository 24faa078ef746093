import { AuthorizationResponseError } from 'openid-client'
import FindProviderPerson from '#identity/actions/find_provider_person'
import RecordAudit from '#identity/actions/record_audit'
import ProviderRefused from '#identity/errors/provider_refused'
import IdentityProvider from '#identity/models/identity_provider'
import type User from '#identity/models/user'
import ProviderClient, { type ProviderClaims } from '#identity/oidc/provider_client'
import type { SignInAttempt } from '#identity/rules/sign_in_attempt'

/** What a provider answers to a silent question when it has to show the person something. */
const NEEDS_THE_PERSON = new Set(['login_required', 'interaction_required', 'consent_required', 'account_selection_required'])

export interface ProviderAnswer {
  /** The address the provider sent the browser back to, with its parameters. */
  callback: URL
  state: string
  attempt: SignInAttempt | null
  ip: string
}

/** Reads what a provider answered and finds the person; sign-ins and refusals are written down. */
export default class FinishProviderSignIn {
  /**
   * Answers null when a silent question needs the person after all.
   *
   * @throws {ProviderRefused}
   */
  async handle({ callback, state, attempt, ip }: ProviderAnswer): Promise<User | null> {
    try {
      if (!attempt) throw new ProviderRefused('attempt_unknown')
      const provider = await IdentityProvider.query().where({ id: attempt.providerId, isActive: true }).first()
      if (!provider) throw new ProviderRefused('provider_unknown')

      const claims = await this.claims(provider, callback, state, attempt)
      if (!claims) return null
      const user = await new FindProviderPerson().handle(provider, claims)
      const details = { provider: provider.name, subject: claims.subject, email: user.email }
      await new RecordAudit().handle({ kind: 'sign_in.provider', userId: user.id, ip, details })
      return user
    } catch (error) {
      if (error instanceof ProviderRefused) await recordRefusal(error, ip)
      throw error
    }
  }

  private async claims(provider: IdentityProvider, callback: URL, state: string, attempt: SignInAttempt): Promise<ProviderClaims | null> {
    const known = { providerId: provider.id, provider: provider.name }
    try {
      const client = await ProviderClient.of(provider)
      return await client.claims(callback, { state, nonce: attempt.nonce, verifier: attempt.verifier })
    } catch (error) {
      if (!(error instanceof AuthorizationResponseError)) throw new ProviderRefused('answer_refused', { ...known, reason: reasonOf(error) })
      if (attempt.isSilent && NEEDS_THE_PERSON.has(error.error)) return null
      throw new ProviderRefused('provider_said_no', { ...known, reason: error.error })
    }
  }
}

/** Writes a refused sign-in into the audit trail. */
export async function recordRefusal({ fault, known }: ProviderRefused, ip: string): Promise<void> {
  const { providerId, provider, subject, userId, reason } = known
  const named = Object.entries({ fault, provider, subject, reason }).filter(([, value]) => value !== undefined)
  const about = providerId ? { subjectType: 'identity_provider', subjectId: providerId } : {}
  await new RecordAudit().handle({ kind: 'sign_in.provider_refused', userId, ip, details: Object.fromEntries(named), ...about })
}

/** The library's own words, with the deeper one that says which claim it was. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return [message, cause instanceof Error ? cause.message : null].filter(Boolean).join(': ').slice(0, 300)
}
