import type { Trx } from '#shared/database/transaction'

/** Ids of the active people whose roles permit `action` on `resource`, however far it reaches. */
export async function peopleWhoMay(resource: string, action: string, trx: Trx): Promise<number[]> {
  const rows = await trx
    .from('users')
    .join('role_users', 'role_users.user_id', 'users.id')
    .join('role_permissions', 'role_permissions.role_id', 'role_users.role_id')
    .distinct('users.id')
    .where('users.is_active', true)
    .whereIn('role_permissions.resource', [resource, '*'])
    .whereIn('role_permissions.action', [action, '*'])
  return rows.map((row) => Number(row.id))
}
