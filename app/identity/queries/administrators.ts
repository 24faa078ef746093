import type { Trx } from '#shared/database/transaction'
import LastAdministrator from '#identity/errors/last_administrator'
import { ADMINISTRATOR } from '#identity/rules/administrators'

/**
 * Makes changes to people wait for one another, so that two administrators cannot
 * remove each other at the same time. Called first in the transaction.
 */
export async function lockAdministrators(trx: Trx): Promise<void> {
  await trx.from('roles').where('key', ADMINISTRATOR).select('id').forUpdate()
}

/**
 * Called last in the transaction.
 *
 * @throws {LastAdministrator} when nobody active holds the administrator role any more
 */
export async function assertAdministratorLeft(trx: Trx): Promise<void> {
  const left = await trx
    .from('role_users')
    .join('roles', 'roles.id', 'role_users.role_id')
    .join('users', 'users.id', 'role_users.user_id')
    .where('roles.key', ADMINISTRATOR)
    .where('users.is_active', true)
    .select('users.id')
    .first()

  if (!left) throw new LastAdministrator()
}
