import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { within } from '#shared/database/transaction'
import { BUILTIN_ROLES, grantsOfRole } from '#database/seeders/reference/role_matrix'
import { seedRoles } from '#database/seeders/reference/roles'

test.group('Built-in roles on an upgrade', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => seed())
  group.each.teardown(() => void delete BUILTIN_ROLES.sales.grants.novelty)

  const seed = () => within(undefined, (trx) => seedRoles(trx))
  const grants = async () => {
    const { id } = await db.from('roles').where('key', 'sales').firstOrFail()
    return db.from('role_permissions').where('role_id', id)
  }

  test('a permission of a new release reaches the role that should have it, once', async ({ assert }) => {
    BUILTIN_ROLES.sales.grants.novelty = 'view edit:own'
    await seed()
    await seed()
    const novel = (await grants()).filter(({ resource }) => resource === 'novelty')
    assert.sameDeepMembers(novel.map(({ action, reach }) => [action, reach]), [['view', 'all'], ['edit', 'own']])
    assert.lengthOf(await grants(), grantsOfRole('sales').length)
  })

  test('what an administrator took away or narrowed stays so', async ({ assert }) => {
    const [taken, narrowed] = await grants()
    await db.from('role_permissions').where('id', taken.id).delete()
    await db.from('role_permissions').where('id', narrowed.id).update({ reach: 'own' })
    await seed()

    const after = await grants()
    assert.isUndefined(after.find(({ resource, action }) => resource === taken.resource && action === taken.action))
    assert.equal(after.find(({ id }) => id === narrowed.id)!.reach, 'own')
  })
})
