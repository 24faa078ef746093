import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Actor } from '#shared/actor'
import type { Person } from '#workflow/rules/may_decide'

/** A person as the steps of approvals name people: with their groups and roles. */
export async function personOf({ id, groupIds }: Actor, client: QueryClientContract): Promise<Person> {
  const roles = await client.from('role_users').where('user_id', id).select('role_id')
  return { id, groupIds, roleIds: roles.map((row) => Number(row.role_id)) }
}
