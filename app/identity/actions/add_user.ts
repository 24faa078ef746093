import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import AssignRights, { type Rights } from '#identity/actions/assign_rights'
import RecordAudit from '#identity/actions/record_audit'
import EmailTaken from '#identity/errors/email_taken'
import User from '#identity/models/user'
import type { Locale } from '#identity/rules/preferences'

export interface PersonValues {
  email: string
  fullName: string
  locale: Locale
  timeZone: string
}

/**
 * Adds a person without a password: they choose their own by a reset link.
 *
 * @throws {EmailTaken}
 */
export default class AddUser {
  async handle(values: PersonValues, rights: Rights, actor: Actor): Promise<User> {
    try {
      return await within(undefined, async (trx) => {
        const user = await User.create({ ...values, isActive: true, theme: 'system', density: 'normal' }, { client: trx })
        const entry = { kind: 'user.created', userId: actor.id, subjectType: 'user', subjectId: user.id }
        await new RecordAudit().handle({ ...entry, details: { email: user.email } }, trx)
        await new AssignRights().handle(user, rights, actor, trx)
        return user
      })
    } catch (error) {
      throw isDuplicate(error) ? new EmailTaken(values.email) : error
    }
  }
}
