import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import RecordAudit from '#identity/actions/record_audit'
import ProviderSettingRefused from '#identity/errors/provider_setting_refused'
import IdentityProvider from '#identity/models/identity_provider'
import Role from '#identity/models/role'
import { isUsableIssuer, targetPaths } from '#identity/rules/provider_address'

export interface TypedProvider {
  name: string
  issuer: string
  clientId: string
  /** Null keeps the one that is there. */
  clientSecret: string | null
  targets: string
  isActive: boolean
  isOffered: boolean
  matchesEmail: boolean
  provisions: boolean
  roleId: number | null
}

/** Adds an identity provider or changes it. */
export default class SaveIdentityProvider {
  /** @throws {ProviderSettingRefused} */
  async handle(id: number | null, { targets: typed, clientSecret, ...values }: TypedProvider, actor: Actor): Promise<IdentityProvider> {
    if (!isUsableIssuer(values.issuer)) throw new ProviderSettingRefused('issuer', 'issuer')
    const targets = targetPaths(typed)
    if (targets === null) throw new ProviderSettingRefused('targets', 'targets')

    try {
      return await within(undefined, async (trx) => {
        await this.refuseAdministrators(values.roleId, trx)
        const provider = id ? await IdentityProvider.query({ client: trx }).where({ id }).firstOrFail() : new IdentityProvider().useTransaction(trx)
        const secret = clientSecret ? { clientSecret } : {}
        await provider.merge({ ...values, ...secret, targets }).save()
        const entry = { kind: 'identity_provider.saved', userId: actor.id, subjectType: 'identity_provider', subjectId: provider.id }
        const { issuer, isActive, matchesEmail, provisions } = values
        await new RecordAudit().handle({ ...entry, details: { issuer, isActive, matchesEmail, provisions, targets } }, trx)
        return provider
      })
    } catch (error) {
      throw isDuplicate(error) ? new ProviderSettingRefused('issuer_taken', 'issuer') : error
    }
  }

  private async refuseAdministrators(roleId: number | null, trx: Trx): Promise<void> {
    if (roleId === null) return
    const role = await Role.query({ client: trx }).where('id', roleId).firstOrFail()
    if (role.isAdministrator) throw new ProviderSettingRefused('role', 'role_id')
  }
}
