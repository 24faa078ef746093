import type { Actor } from '#shared/actor'
import { Forbidden } from '#shared/errors/forbidden'
import type { Trx } from '#shared/database/transaction'
import User from '#identity/models/user'
import { actorOf } from '#identity/queries/actor_of'

/** The people whom a permission on users reaches: oneself, those of one's groups, or all. */
export function peopleWithin(actor: Actor, action: string, trx?: Trx) {
  const query = User.query({ client: trx })
  const reach = actor.reach('user', action)
  if (reach === 'all') return query
  if (reach === 'none') return query.whereRaw('1 = 0')

  return query.where((within) => {
    within.where('users.id', actor.id)
    if (reach === 'team') {
      within.orWhereHas('groups', (groups) => groups.whereIn('groups.id', actor.groupIds))
    }
  })
}

/**
 * Whoever could change the address or the state of a person who edits roles could become
 * that person, so it takes the right to edit roles.
 *
 * @throws {Forbidden}
 */
export async function assertMayChange(user: User, actor: Actor, trx: Trx): Promise<void> {
  if (actor.reach('role', 'edit') === 'all') return

  const their = await actorOf(user, trx)
  if (their.may('role', 'edit')) throw new Forbidden('role.edit')
}
