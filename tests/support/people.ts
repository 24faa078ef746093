import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { Actor, Reach } from '#shared/actor'
import User from '#identity/models/user'
import { actorOf } from '#identity/queries/actor_of'

let count = 0

export const PASSWORD = 'a long enough password'

/** A person without any role, who signs in with PASSWORD. */
export async function person(values: Partial<Pick<User, 'email' | 'fullName' | 'isActive' | 'locale'>> = {}): Promise<User> {
  count += 1
  return User.create({
    email: `person${count}@test.example`,
    fullName: `Test Person ${count}`,
    locale: 'en',
    timeZone: 'Europe/Madrid',
    theme: 'system',
    density: 'normal',
    isActive: true,
    password: await hash.make(PASSWORD),
    ...values,
  })
}

/** A person with one of the built-in roles. */
export async function personWithRole(key: string): Promise<User> {
  const user = await person({ fullName: `Test ${key}` })
  const { id } = await db.from('roles').where('key', key).firstOrFail()
  await db.table('role_users').insert({ role_id: id, user_id: user.id })
  return user
}

/** A person whose only role holds these permissions: `{ 'user.edit': 'team' }`. */
export async function personWhoMay(permissions: Record<string, Reach>): Promise<User> {
  const user = await person()
  const at = '2026-01-01 00:00:00'
  const role = { key: `test_${count}`, name: `Test role ${count}`, is_builtin: false, created_at: at, updated_at: at }
  await db.table('roles').insert(role)
  const { id } = await db.from('roles').where('key', role.key).firstOrFail()
  await db.table('role_users').insert({ role_id: id, user_id: user.id })
  for (const [permission, reach] of Object.entries(permissions)) {
    const [resource, action] = permission.split('.')
    await db.table('role_permissions').insert({ role_id: id, resource, action, reach })
  }
  return user
}

/** The actor whom the guard would put into a request of this person. */
export async function actorFor(user: User): Promise<Actor> {
  return actorOf(user)
}

/** Puts people into one new group. */
export async function inOneGroup(...people: User[]): Promise<number> {
  count += 1
  const name = `Test group ${count}`
  await db.table('groups').insert({ name, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
  const { id } = await db.from('groups').where('name', name).firstOrFail()
  for (const { id: userId } of people) await db.table('group_users').insert({ group_id: id, user_id: userId })
  return id
}
