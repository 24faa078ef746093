import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Group from '#identity/models/group'
import User from '#identity/models/user'
import { inOneGroup, person, personWithRole } from '#tests/support/people'

test.group('Groups', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('an administrator adds, renames and removes a group', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    await client.post('/identity/groups').loginAs(admin).form({ name: 'Night shift' }).withCsrfToken().redirects(0)
    const added = await Group.findByOrFail('name', 'Night shift')

    const path = `/identity/groups/${added.id}`
    await client.put(path).loginAs(admin).form({ name: 'Late shift' }).withCsrfToken().redirects(0)
    const list = await client.get('/identity/groups').loginAs(admin)
    assert.include(list.text(), 'Late shift')
    const page = await client.get(`${path}/edit`).loginAs(admin)
    page.assertStatus(200)

    await client.delete(path).loginAs(admin).withCsrfToken().redirects(0)
    assert.isNull(await Group.find(added.id))
  })

  test('two groups cannot share a name', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    for (let i = 0; i < 2; i++) {
      await client.post('/identity/groups').loginAs(admin).form({ name: 'Workshop' }).withCsrfToken().redirects(0)
    }

    assert.lengthOf(await Group.query().where('name', 'Workshop'), 1)
  })

  test('people stay when their group goes', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const member = await person()
    const id = await inOneGroup(member)
    await client.delete(`/identity/groups/${id}`).loginAs(admin).withCsrfToken().redirects(0)

    assert.exists(await User.find(member.id))
  })

  test('without the permission nothing of it is open', async ({ assert, client }) => {
    const technician = await personWithRole('technician')
    const id = await inOneGroup()
    const answers = [
      await client.get('/identity/groups').loginAs(technician),
      await client.get('/identity/groups/create').loginAs(technician),
      await client.post('/identity/groups').loginAs(technician).form({ name: 'Mine' }).withCsrfToken(),
      await client.get(`/identity/groups/${id}/edit`).loginAs(technician),
      await client.put(`/identity/groups/${id}`).loginAs(technician).form({ name: 'Mine' }).withCsrfToken(),
      await client.delete(`/identity/groups/${id}`).loginAs(technician).withCsrfToken(),
    ]

    assert.deepEqual(new Set(answers.map((answer) => answer.status())), new Set([403]))
  })
})
