import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import EndSessions from '#identity/actions/end_sessions'
import RecordAudit from '#identity/actions/record_audit'
import type User from '#identity/models/user'
import { assertAdministratorLeft, lockAdministrators } from '#identity/queries/administrators'
import { assertMayChange, peopleWithin } from '#identity/queries/people'

/**
 * Keeps a person out from now on; what they did stays theirs.
 *
 * @throws {Forbidden}
 * @throws {LastAdministrator}
 */
export default class DeactivateUser {
  async handle(userId: number, actor: Actor): Promise<User> {
    const user = await within(undefined, async (trx) => {
      await lockAdministrators(trx)
      const person = await peopleWithin(actor, 'edit', trx).where('users.id', userId).firstOrFail()
      await assertMayChange(person, actor, trx)
      await person.merge({ isActive: false }).save()
      await assertAdministratorLeft(trx)
      const entry = { kind: 'user.deactivated', userId: actor.id, subjectType: 'user', subjectId: userId }
      await new RecordAudit().handle(entry, trx)
      return person
    })
    await new EndSessions().handle(userId)

    return user
  }
}
