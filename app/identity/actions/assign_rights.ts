import type { Actor } from '#shared/actor'
import { Forbidden } from '#shared/errors/forbidden'
import type { Trx } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import type User from '#identity/models/user'

export interface Rights {
  roleIds: number[]
  groupIds: number[]
}

/**
 * Gives a person these roles and groups and takes the others away. Roles, and one's own
 * groups, since they widen what "team" reaches, are changed only by those who may edit roles.
 *
 * @throws {Forbidden}
 */
export default class AssignRights {
  async handle(user: User, rights: Rights, actor: Actor, trx: Trx): Promise<void> {
    const roles = difference(await this.#idsOf('role', user, trx), rights.roleIds)
    const groups = difference(await this.#idsOf('group', user, trx), rights.groupIds)
    const raisesRights = roles.changed || (groups.changed && user.id === actor.id)
    if (raisesRights && actor.reach('role', 'edit') !== 'all') throw new Forbidden('role.edit')

    if (roles.changed) {
      await user.related('roles').sync(rights.roleIds, true, trx)
      await this.#record('roles.assigned', user, roles, actor, trx)
    }
    if (groups.changed) {
      await user.related('groups').sync(rights.groupIds, true, trx)
      await this.#record('groups.assigned', user, groups, actor, trx)
    }
  }

  async #idsOf(kind: 'role' | 'group', user: User, trx: Trx): Promise<number[]> {
    const rows = await trx.from(`${kind}_users`).where('user_id', user.id).select(`${kind}_id as id`)
    return rows.map((row) => Number(row.id))
  }

  #record(kind: string, user: User, { added, removed }: Difference, actor: Actor, trx: Trx) {
    const entry = { kind, userId: actor.id, subjectType: 'user', subjectId: user.id, details: { added, removed } }
    return new RecordAudit().handle(entry, trx)
  }
}

interface Difference {
  added: number[]
  removed: number[]
  changed: boolean
}

function difference(before: number[], after: number[]): Difference {
  const added = after.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !after.includes(id))
  return { added, removed, changed: added.length + removed.length > 0 }
}
