import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import type User from '#identity/models/user'
import { assertMayChange, peopleWithin } from '#identity/queries/people'

/**
 * Lets a person in again.
 *
 * @throws {Forbidden}
 */
export default class ReactivateUser {
  async handle(userId: number, actor: Actor): Promise<User> {
    return within(undefined, async (trx) => {
      const user = await peopleWithin(actor, 'edit', trx).where('users.id', userId).firstOrFail()
      await assertMayChange(user, actor, trx)
      const entry = { kind: 'user.reactivated', userId: actor.id, subjectType: 'user', subjectId: userId }
      await new RecordAudit().handle(entry, trx)
      return user.merge({ isActive: true }).save()
    })
  }
}
