import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import type { PersonValues } from '#identity/actions/add_user'
import AssignRights, { type Rights } from '#identity/actions/assign_rights'
import RecordAudit from '#identity/actions/record_audit'
import EmailTaken from '#identity/errors/email_taken'
import type User from '#identity/models/user'
import { assertAdministratorLeft, lockAdministrators } from '#identity/queries/administrators'
import { assertMayChange, peopleWithin } from '#identity/queries/people'

/**
 * Changes a person whom the actor reaches, with their roles and groups.
 *
 * @throws {EmailTaken}
 * @throws {Forbidden}
 * @throws {LastAdministrator}
 */
export default class EditUser {
  async handle(userId: number, values: PersonValues, rights: Rights, actor: Actor): Promise<User> {
    try {
      return await within(undefined, async (trx) => {
        await lockAdministrators(trx)
        const user = await peopleWithin(actor, 'edit', trx).where('users.id', userId).firstOrFail()
        await assertMayChange(user, actor, trx)

        const changed = Object.keys(user.merge(values).$dirty)
        await user.save()
        if (changed.length > 0) {
          const entry = { kind: 'user.edited', userId: actor.id, subjectType: 'user', subjectId: user.id }
          await new RecordAudit().handle({ ...entry, details: { changed } }, trx)
        }
        await new AssignRights().handle(user, rights, actor, trx)
        await assertAdministratorLeft(trx)
        return user
      })
    } catch (error) {
      throw isDuplicate(error) ? new EmailTaken(values.email) : error
    }
  }
}
