import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Deciders } from '#workflow/rules/approval_course'

/** Ids of the active people whom a step asks. */
export async function peopleOfStep({ groupId, roleId }: Deciders, client: QueryClientContract): Promise<number[]> {
  const rows = await client
    .from('users')
    .distinct('users.id')
    .leftJoin('group_users', 'group_users.user_id', 'users.id')
    .leftJoin('role_users', 'role_users.user_id', 'users.id')
    .where('users.is_active', true)
    .where((asked) => void asked.where('group_users.group_id', groupId ?? 0).orWhere('role_users.role_id', roleId ?? 0))
    .orderBy('users.id')
  return rows.map(({ id }) => Number(id))
}
