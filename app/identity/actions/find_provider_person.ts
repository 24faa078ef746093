import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import ProvisionUser from '#identity/actions/provision_user'
import RecordAudit from '#identity/actions/record_audit'
import EmailTaken from '#identity/errors/email_taken'
import ProviderRefused from '#identity/errors/provider_refused'
import IdentityLink from '#identity/models/identity_link'
import type IdentityProvider from '#identity/models/identity_provider'
import User from '#identity/models/user'
import type { ProviderClaims } from '#identity/oidc/provider_client'

const TIME_ZONE = 'UTC'

/** Finds who a provider's subject is here: by an earlier visit, by a verified address, or as somebody new. */
export default class FindProviderPerson {
  /** @throws {ProviderRefused} */
  async handle(provider: IdentityProvider, claims: ProviderClaims): Promise<User> {
    const known = { providerId: provider.id, provider: provider.name, subject: claims.subject }

    return within(undefined, async (trx) => {
      const subject = { providerId: provider.id, subject: claims.subject }
      const link = await IdentityLink.query({ client: trx }).where(subject).preload('user').first()
      const user = link?.user ?? (await this.byEmail(provider, claims, trx)) ?? (await this.provision(provider, claims, known, trx))
      if (!user.isActive) throw new ProviderRefused('user_inactive', { ...known, userId: user.id })

      if (link) await link.merge({ lastUsedAt: now() }).save()
      else await this.link(provider, claims, user, trx)
      return user
    })
  }

  private async byEmail(provider: IdentityProvider, { email, isEmailVerified }: ProviderClaims, trx: Trx): Promise<User | null> {
    if (!provider.matchesEmail || !email || !isEmailVerified) return null
    return User.query({ client: trx }).where('email', email.toLowerCase()).first()
  }

  private async provision(provider: IdentityProvider, claims: ProviderClaims, known: object, trx: Trx): Promise<User> {
    const { email, isEmailVerified, name } = claims
    if (!provider.provisions || !email || !isEmailVerified) throw new ProviderRefused('user_unknown', known)
    try {
      const person = { email, fullName: name ?? email, timeZone: TIME_ZONE, from: provider.name, roleId: provider.roleId }
      return await new ProvisionUser().handle(person, trx)
    } catch (error) {
      if (error instanceof EmailTaken) throw new ProviderRefused('email_taken', known)
      throw error
    }
  }

  private async link(provider: IdentityProvider, { subject }: ProviderClaims, user: User, trx: Trx): Promise<void> {
    await IdentityLink.create({ providerId: provider.id, subject, userId: user.id, lastUsedAt: now() }, { client: trx })
    const entry = { kind: 'identity_link.made', userId: user.id, subjectType: 'identity_provider', subjectId: provider.id }
    await new RecordAudit().handle({ ...entry, details: { subject, email: user.email } }, trx)
  }
}
