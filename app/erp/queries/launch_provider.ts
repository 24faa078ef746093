import db from '@adonisjs/lucid/services/db'
import IdentityProvider from '#identity/models/identity_provider'

/** Through whom the people of a connection sign in when they follow one of its links, or null. */
export async function launchProvider(connectionId: number): Promise<IdentityProvider | null> {
  const row = await db.from('launch_providers').where('connection_id', connectionId).select('provider_id').first()
  return row ? IdentityProvider.query().where({ id: row.provider_id, isActive: true }).first() : null
}

/** All that may be chosen, and the one that is. */
export async function launchProviderChoice(connectionId: number) {
  const chosen = await db.from('launch_providers').where('connection_id', connectionId).select('provider_id').first()
  const providers = await IdentityProvider.query().where('isActive', true).orderBy('name')

  return { providers, providerId: chosen ? Number(chosen.provider_id) : null }
}
