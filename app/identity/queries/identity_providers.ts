import IdentityLink from '#identity/models/identity_link'
import IdentityProvider from '#identity/models/identity_provider'
import Role from '#identity/models/role'
import { ADMINISTRATOR } from '#identity/rules/administrators'

const PEOPLE_SHOWN = 200

export async function identityProviders(): Promise<IdentityProvider[]> {
  return IdentityProvider.query().orderBy('name')
}

/** Those with a button on the sign-in page, in the order of their names. */
export async function offeredProviders(): Promise<IdentityProvider[]> {
  return IdentityProvider.query().apply((scopes) => scopes.offered())
}

/** The active providers that have vouched for this person. */
export async function providersOfPerson(userId: number): Promise<IdentityProvider[]> {
  const links = await IdentityLink.query().where('userId', userId)
  return IdentityProvider.query().where('isActive', true).whereIn('id', links.map(({ providerId }) => providerId)).orderBy('name')
}

/** The active provider of that issuer, or null. */
export async function providerOfIssuer(issuer: string): Promise<IdentityProvider | null> {
  const bare = issuer.replace(/\/+$/, '')
  const active = await IdentityProvider.query().where('isActive', true)
  return active.find((provider) => provider.issuer.replace(/\/+$/, '') === bare) ?? null
}

/** What the page of one provider shows, or of a new one. */
export async function providerPage(id: number | null) {
  const provider = id === null ? null : await IdentityProvider.findOrFail(id)
  const roles = await Role.query().whereNot('key', ADMINISTRATOR).orderBy('id')
  const links = await IdentityLink.query().where('providerId', id ?? 0).preload('user').orderBy('id', 'desc').limit(PEOPLE_SHOWN)

  return { provider, roles, links }
}
