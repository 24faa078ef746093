import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import AuditEvent from '#identity/models/audit_event'
import User from '#identity/models/user'
import { inOneGroup, person, personWhoMay, personWithRole } from '#tests/support/people'

const ANA = { full_name: 'Ana Belén Soto', email: 'Ana@Test.example', locale: 'es', time_zone: 'Europe/Madrid' }

const roleId = async (key: string): Promise<number> => {
  const row = await db.from('roles').where('key', key).firstOrFail()
  return row.id
}

test.group('People', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('an administrator adds a person with roles, who has no password yet', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const form = { ...ANA, role_ids: [await roleId('sales')] }
    const response = await client.post('/identity/users').loginAs(admin).json(form).withCsrfToken().redirects(0)

    response.assertStatus(303)
    const ana = await User.findByOrFail('email', 'ana@test.example')
    await ana.load('roles')
    assert.deepEqual([ana.roles[0].key, ana.password], ['sales', null])
    assert.exists(await AuditEvent.findBy({ kind: 'roles.assigned', subject_id: String(ana.id) }))
  })

  test('two people cannot sign in with one address', async ({ assert, client }) => {
    await person({ email: 'ana@test.example' })
    const admin = await personWithRole('administrator')
    await client.post('/identity/users').loginAs(admin).form(ANA).withCsrfToken().redirects(0)

    assert.lengthOf(await User.query().where('email', 'ana@test.example'), 1)
    assert.isNull(await User.findBy('fullName', ANA.full_name))
  })

  test('the list finds people by name and hides those who left', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    await person({ fullName: 'Zacarías Present' })
    await person({ fullName: 'Zacarías Gone', isActive: false })
    const page = await client.get('/identity/users?q=zacar&state=').loginAs(admin)

    page.assertStatus(200)
    assert.include(page.text(), 'Zacarías Present')
    assert.notInclude(page.text(), 'Zacarías Gone')
  })

  test('whoever sees only the team sees nobody else, and edits nobody else', async ({ assert, client }) => {
    const lead = await personWhoMay({ 'user.view': 'team', 'user.edit': 'team' })
    const mate = await person({ fullName: 'Team Mate' })
    const other = await person({ fullName: 'Far Away' })
    await inOneGroup(lead, mate)

    const list = await client.get('/identity/users').loginAs(lead)
    assert.include(list.text(), 'Team Mate')
    assert.notInclude(list.text(), 'Far Away')
    const page = await client.get(`/identity/users/${other.id}/edit`).loginAs(lead)
    page.assertStatus(404)
    const saved = await client.put(`/identity/users/${other.id}`).loginAs(lead).form(ANA).withCsrfToken()
    saved.assertStatus(404)
  })

  test('whoever may edit people but not roles cannot give anybody a role, least of all themselves', async ({ assert, client }) => {
    const clerk = await personWhoMay({ 'user.view': 'all', 'user.edit': 'all' })
    await clerk.load('roles')
    const own = clerk.roles.map((role) => role.id)
    const values = { ...ANA, email: clerk.email, role_ids: [...own, await roleId('administrator')] }
    const response = await client.put(`/identity/users/${clerk.id}`).loginAs(clerk).json(values).withCsrfToken()

    response.assertStatus(403)
    await clerk.load('roles')
    assert.lengthOf(clerk.roles, 1)
  })

  test('nor can they join a group themselves, which would widen what the team reaches', async ({ client }) => {
    const clerk = await personWhoMay({ 'user.view': 'all', 'user.edit': 'all' })
    await clerk.load('roles')
    const groupId = await inOneGroup(await person())
    const rights = { role_ids: clerk.roles.map((role) => role.id), group_ids: [groupId] }
    const values = { ...ANA, email: clerk.email, ...rights }
    const response = await client.put(`/identity/users/${clerk.id}`).loginAs(clerk).json(values).withCsrfToken()

    response.assertStatus(403)
  })

  test('nor take over an administrator by changing the address mails go to', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const clerk = await personWhoMay({ 'user.view': 'all', 'user.edit': 'all' })
    const values = { ...ANA, role_ids: [await roleId('administrator')] }
    const response = await client.put(`/identity/users/${admin.id}`).loginAs(clerk).json(values).withCsrfToken()

    response.assertStatus(403)
    await admin.refresh()
    assert.notEqual(admin.email, 'ana@test.example')
  })

  test('a person is deactivated and let in again', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const user = await person()
    await client.post(`/identity/users/${user.id}/deactivation`).loginAs(admin).withCsrfToken().redirects(0)
    await user.refresh()
    assert.isFalse(user.isActive)

    await client.delete(`/identity/users/${user.id}/deactivation`).loginAs(admin).withCsrfToken().redirects(0)
    await user.refresh()
    assert.isTrue(user.isActive)
  })

  test('without the permission there is no list, no form and no change', async ({ assert, client }) => {
    const sales = await personWithRole('sales')
    const user = await person({ fullName: 'Untouched' })
    const answers = [
      await client.get('/identity/users').loginAs(sales),
      await client.get('/identity/users/create').loginAs(sales),
      await client.post('/identity/users').loginAs(sales).form(ANA).withCsrfToken(),
      await client.get(`/identity/users/${user.id}/edit`).loginAs(sales),
      await client.put(`/identity/users/${user.id}`).loginAs(sales).form(ANA).withCsrfToken(),
      await client.post(`/identity/users/${user.id}/deactivation`).loginAs(sales).withCsrfToken(),
      await client.delete(`/identity/users/${user.id}/deactivation`).loginAs(sales).withCsrfToken(),
    ]

    assert.deepEqual(new Set(answers.map((answer) => answer.status())), new Set([403]))
  })
})
