import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import AuditEvent from '#identity/models/audit_event'
import Role from '#identity/models/role'
import { actorFor, personWhoMay, personWithRole } from '#tests/support/people'

test.group('Roles', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a new role grants exactly the cells of its matrix', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const form = { name: 'Auditor', matrix: { audit: { view: 'all' }, user: { view: 'team', edit: 'none' } } }
    await client.post('/identity/roles').loginAs(admin).json(form).withCsrfToken().redirects(0)

    const role = await Role.query().where('name', 'Auditor').preload('permissions').firstOrFail()
    assert.sameMembers(
      role.permissions.map(({ resource, action, reach }) => `${resource}.${action}:${reach}`),
      ['audit.view:all', 'user.view:team']
    )
  })

  test('changing a cell takes effect at the next click and is written down', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const sales = await personWithRole('sales')
    const role = await Role.findByOrFail('key', 'sales')
    const form = { matrix: { audit: { view: 'all' } } }
    await client.put(`/identity/roles/${role.id}`).loginAs(admin).json(form).withCsrfToken().redirects(0)

    const actor = await actorFor(sales)
    assert.deepEqual([actor.reach('audit', 'view'), actor.reach('company', 'view')], ['all', 'none'])
    const entry = await AuditEvent.findByOrFail({ kind: 'role.edited', subject_id: String(role.id) })
    assert.include(entry.details!.changes, 'audit.view: none → all')
  })

  test('nobody can grant everything through the form', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const form = { name: 'Sneaky', matrix: { '*': { '*': 'all' }, 'nothing': { known: 'all' } } }
    await client.post('/identity/roles').loginAs(admin).json(form).withCsrfToken().redirects(0)

    const role = await Role.query().where('name', 'Sneaky').preload('permissions').firstOrFail()
    assert.lengthOf(role.permissions, 0)
  })

  test('the administrator role stays as it is, and built-in roles stay', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const [administrator, billing] = [await Role.findByOrFail('key', 'administrator'), await Role.findByOrFail('key', 'billing')]
    await client.put(`/identity/roles/${administrator.id}`).loginAs(admin).json({ matrix: {} }).withCsrfToken().redirects(0)
    await client.delete(`/identity/roles/${billing.id}`).loginAs(admin).withCsrfToken().redirects(0)

    const actor = await actorFor(admin)
    assert.isTrue(actor.may('anything', 'whatever'))
    assert.exists(await Role.find(billing.id))
  })

  test('a role that somebody holds cannot be removed, one that nobody holds can', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const holder = await personWhoMay({ 'audit.view': 'all' })
    await holder.load('roles')
    const [held] = holder.roles
    const path = `/identity/roles/${held.id}`
    await client.delete(path).loginAs(admin).withCsrfToken().redirects(0)
    assert.exists(await Role.find(held.id))

    await holder.related('roles').detach()
    await client.delete(path).loginAs(admin).withCsrfToken().redirects(0)
    assert.isNull(await Role.find(held.id))
  })

  test('the matrix is shown with every resource, also to those who may only look', async ({ assert, client }) => {
    const reader = await personWhoMay({ 'role.view': 'all' })
    const role = await Role.findByOrFail('key', 'billing')
    const page = await client.get(`/identity/roles/${role.id}`).loginAs(reader)

    page.assertStatus(200)
    assert.include(page.text(), 'matrix[user][view]')
    assert.include(page.text(), 'disabled')
  })

  test('without the permission there is nothing to see or change', async ({ assert, client }) => {
    const operator = await personWithRole('operator')
    const { id } = await Role.findByOrFail('key', 'operator')
    const form = { name: 'Mine', matrix: { role: { edit: 'all' } } }
    const answers = [
      await client.get('/identity/roles').loginAs(operator),
      await client.get('/identity/roles/create').loginAs(operator),
      await client.get(`/identity/roles/${id}`).loginAs(operator),
      await client.post('/identity/roles').loginAs(operator).json(form).withCsrfToken(),
      await client.put(`/identity/roles/${id}`).loginAs(operator).json(form).withCsrfToken(),
      await client.delete(`/identity/roles/${id}`).loginAs(operator).withCsrfToken(),
    ]

    assert.deepEqual(new Set(answers.map((answer) => answer.status())), new Set([403]))
  })
})
