import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { now } from '#shared/clock'
import InviteAdministrator from '#identity/actions/invite_administrator'
import User from '#identity/models/user'
import { openPasswordReset } from '#identity/queries/open_password_reset'

const ANA = { email: 'Ana@Example.test', fullName: 'Ana Pérez' }
const rolesOf = async (user: User) => {
  const rows = await db.from('role_users').join('roles', 'roles.id', 'role_users.role_id').where('user_id', user.id)
  return rows.map((row) => row.key)
}

test.group('Inviting an administrator', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('the first administrator is added and chooses a password by a link', async ({ assert }) => {
    const { path, isNew } = await new InviteAdministrator().handle(ANA)

    const ana = await User.findByOrFail('email', 'ana@example.test')
    assert.isTrue(isNew)
    assert.deepEqual(await rolesOf(ana), ['administrator'])
    assert.isNull(ana.password)
    const reset = await openPasswordReset(path.split('/').pop()!, now())
    assert.equal(reset?.userId, ana.id)
  })

  test('somebody who is there becomes one, once, and is let in again', async ({ assert }) => {
    await new InviteAdministrator().handle(ANA)
    await User.query().where('email', 'ana@example.test').update({ is_active: false })

    const { isNew } = await new InviteAdministrator().handle({ ...ANA, fullName: 'Somebody else' })

    const ana = await User.findByOrFail('email', 'ana@example.test')
    assert.isFalse(isNew)
    assert.isTrue(ana.isActive)
    assert.equal(ana.fullName, 'Ana Pérez')
    assert.deepEqual(await rolesOf(ana), ['administrator'])
  })
})
