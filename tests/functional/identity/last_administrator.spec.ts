import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { personWithRole } from '#tests/support/people'

const valuesOf = (user: { email: string }) => ({
  full_name: 'Still Here',
  email: user.email,
  locale: 'en',
  time_zone: 'UTC',
})

test.group('The last administrator', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('cannot deactivate themselves', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const path = `/identity/users/${admin.id}/deactivation`
    const response = await client.post(path).loginAs(admin).withCsrfToken().redirects(0)

    assert.include(response.text(), 'administrator role')
    await admin.refresh()
    assert.isTrue(admin.isActive)
  })

  test('cannot give up the role', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    await client.put(`/identity/users/${admin.id}`).loginAs(admin).form(valuesOf(admin)).withCsrfToken().redirects(0)

    await admin.load('roles')
    assert.deepEqual(
      admin.roles.map((role) => role.key),
      ['administrator']
    )
  })

  test('can do both as soon as there is a second one', async ({ assert, client }) => {
    const first = await personWithRole('administrator')
    await personWithRole('administrator')
    await client.post(`/identity/users/${first.id}/deactivation`).loginAs(first).withCsrfToken().redirects(0)

    await first.refresh()
    assert.isFalse(first.isActive)
  })

  test('a second one who is deactivated does not count', async ({ assert, client }) => {
    const first = await personWithRole('administrator')
    const second = await personWithRole('administrator')
    await second.merge({ isActive: false }).save()
    await client.put(`/identity/users/${first.id}`).loginAs(first).form(valuesOf(first)).withCsrfToken().redirects(0)

    assert.lengthOf(await db.from('role_users').where('user_id', first.id), 1)
  })
})
