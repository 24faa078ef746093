import type { Trx } from '#shared/database/transaction'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import RecordAudit from '#identity/actions/record_audit'
import EmailTaken from '#identity/errors/email_taken'
import Role from '#identity/models/role'
import User from '#identity/models/user'

/** The built-in role that sees and changes least. */
const LEAST_ROLE = 'erp_user'

export interface ProvisionedPerson {
  email: string
  fullName: string
  timeZone: string
  /** Who vouches for them, for the audit trail. */
  from: string
  /** Another role than the least one. */
  roleId?: number | null
}

/**
 * Adds a person for whom another system vouches, with the least role unless another is named, and without a password.
 * An address that is known already is never taken over.
 *
 * @throws {EmailTaken}
 */
export default class ProvisionUser {
  async handle({ email, fullName, timeZone, from, roleId }: ProvisionedPerson, trx?: Trx): Promise<User> {
    try {
      return await within(trx, async (client) => {
        const looks = { locale: 'en', theme: 'system', density: 'normal', isActive: true } as const
        const user = await User.create({ email, fullName, timeZone, ...looks }, { client })
        const role = await Role.query({ client }).where(roleId ? { id: roleId } : { key: LEAST_ROLE }).firstOrFail()
        await user.useTransaction(client).related('roles').sync([role.id], false, client)
        const entry = { kind: 'user.created', userId: user.id, subjectType: 'user', subjectId: user.id }
        await new RecordAudit().handle({ ...entry, details: { email: user.email, from } }, client)

        return user
      })
    } catch (error) {
      throw isDuplicate(error) ? new EmailTaken(email) : error
    }
  }
}
