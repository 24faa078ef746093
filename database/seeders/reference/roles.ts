import { insertMany } from '#shared/database/bulk'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Grant } from '#identity/rules/reach'
import { BUILTIN_ROLES, grantsOfRole } from '#database/seeders/reference/role_matrix'

/**
 * Gives each built-in role the grants it was never offered: all to a role that is new, those of
 * a new release to one that is there. What administrators took away or changed stays as they made it.
 */
export async function seedRoles(trx: Trx): Promise<void> {
  for (const [key, { name }] of Object.entries(BUILTIN_ROLES)) {
    const fresh = await neverOffered(key, trx)
    if (fresh.length === 0) continue

    const roleId = await roleOf(key, name, trx)
    const held: Grant[] = await trx.from('role_permissions').where('role_id', roleId).select('resource', 'action')
    const missing = without(fresh, held)
    await insertMany(trx, 'role_permissions', missing.map((grant) => ({ role_id: roleId, ...grant })))
    await insertMany(trx, 'offered_grants', fresh.map(({ resource, action }) => ({ role_key: key, resource, action })))
  }
}

async function neverOffered(key: string, trx: Trx): Promise<Grant[]> {
  return without(grantsOfRole(key), await trx.from('offered_grants').where('role_key', key).select('resource', 'action'))
}

function without(grants: Grant[], others: Pick<Grant, 'resource' | 'action'>[]): Grant[] {
  const keys = new Set(others.map(({ resource, action }) => `${resource}.${action}`))
  return grants.filter(({ resource, action }) => !keys.has(`${resource}.${action}`))
}

async function roleOf(key: string, name: string, trx: Trx): Promise<number> {
  const known = await trx.from('roles').where('key', key).select('id').first()
  if (known) return Number(known.id)
  const at = sqlInstant(now())
  const [id] = await trx.insertQuery().table('roles').insert({ key, name, is_builtin: true, created_at: at, updated_at: at })
  return Number(id)
}
