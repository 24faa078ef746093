import { insertMany } from '#shared/database/bulk'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { BUILTIN_ROLES, grantsOfRole } from '#database/seeders/reference/role_matrix'

/**
 * Adds the built-in roles that are missing, each with its matrix. A role that is there
 * keeps what administrators have made of it.
 */
export async function seedRoles(trx: Trx): Promise<void> {
  const known = await trx.from('roles').select('key')
  const present = new Set(known.map((row) => row.key))
  const at = sqlInstant(now())

  for (const [key, { name }] of Object.entries(BUILTIN_ROLES)) {
    if (present.has(key)) continue

    const role = { key, name, is_builtin: true, created_at: at, updated_at: at }
    await trx.insertQuery().table('roles').insert(role)
    const { id } = await trx.from('roles').where('key', key).select('id').firstOrFail()
    await insertMany(
      trx,
      'role_permissions',
      grantsOfRole(key).map((grant) => ({ role_id: id, ...grant }))
    )
  }
}
