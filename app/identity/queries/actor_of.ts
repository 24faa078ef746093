import db from '@adonisjs/lucid/services/db'
import type { Actor, Reach } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import User from '#identity/models/user'
import { reachOf } from '#identity/rules/reach'

type Row = { group_id: number | null; resource: string; action: string; reach: Reach }

/** What this person may do, from one query over all their roles and groups. */
export async function actorOf(user: User, trx?: Trx): Promise<Actor> {
  const rows: Row[] = await (trx ?? db)
    .from('role_users')
    .join('role_permissions', 'role_permissions.role_id', 'role_users.role_id')
    .where('role_users.user_id', user.id)
    .select(db.raw('null as group_id'), 'resource', 'action', 'reach')
    .unionAll((groups) => groups.from('group_users').where('user_id', user.id).select('group_id', db.raw('null, null, null')))

  const grants = rows.filter((row) => row.group_id === null)
  const reach = reachOf(grants)

  return {
    id: user.id,
    name: user.fullName,
    email: user.email,
    locale: user.locale,
    timeZone: user.timeZone,
    // MariaDB gives a column of a union that begins with null as text
    groupIds: rows.flatMap((row) => (row.group_id === null ? [] : [Number(row.group_id)])),
    reach,
    may: (resource, action) => reach(resource, action) !== 'none',
  }
}

/** The person of that id as an actor, or null when there is no such person or no longer an active one. */
export async function actorById(userId: number): Promise<Actor | null> {
  const user = await User.query().where({ id: userId, isActive: true }).first()
  return user && actorOf(user)
}
