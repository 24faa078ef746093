import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { inOneGroup, personWhoMay } from '#tests/support/people'

const LIST = '/crm/companies'
const reader = () => personWhoMay({ 'company.view': 'all' })

const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)

async function saved(client: ApiClient, user: User, form: object = {}): Promise<number> {
  await send(client, user, `${LIST}/views`, { name: 'Reus', shared_with: 'mine', address: '?f_city=Reus&sort=-name', ...form })
  return (await db.from('saved_views').orderBy('id', 'desc').firstOrFail()).id
}

test.group('Saved views', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('keep filter and order under a name and a link that shows exactly that list', async ({ assert, client }) => {
    const user = await reader()
    const id = await saved(client, user)
    const link = await client.get(`${LIST}/views/${id}`).loginAs(user).redirects(0)
    assert.equal(link.header('location'), `${LIST}?f_city=Reus&sort=-name`)
    ;(await client.get(`${LIST}?f_city=Reus&sort=-name`).loginAs(user)).assertTextIncludes('Reus')
  })

  test('are renamed and shared by their owner only, and no two of one person have one name', async ({ assert, client }) => {
    const [owner, other] = [await reader(), await reader()]
    const id = await saved(client, owner)
    await saved(client, owner, { name: 'Vic', address: '?f_city=Vic' })
    await send(client, owner, `${LIST}/views/${id}?_method=PUT`, { name: 'From Reus', shared_with: 'all' })
    assert.containsSubset(await db.from('saved_views').where('id', id).first(), { name: 'From Reus', shared_with: 'all' })

    ;(await send(client, owner, `${LIST}/views/${id}?_method=PUT`, { name: 'Vic', shared_with: 'all' })).assertStatus(422)
    ;(await send(client, other, `${LIST}/views/${id}?_method=PUT`, { name: 'Mine now', shared_with: 'mine' })).assertStatus(404)
    ;(await send(client, other, `${LIST}/views/${id}?_method=DELETE`)).assertStatus(404)
    ;(await client.get(`${LIST}/views/${id}/edit`).loginAs(other)).assertTextIncludes('From Reus')
  })

  test('are seen by oneself, by the team or by all', async ({ assert, client }) => {
    const [owner, colleague, stranger] = [await reader(), await reader(), await reader()]
    await inOneGroup(owner, colleague)
    const ids: Record<string, number> = {}
    for (const sharing of ['mine', 'team', 'all']) ids[sharing] = await saved(client, owner, { name: sharing, shared_with: sharing })

    const seenBy = async (user: User) => {
      const seen = []
      for (const [sharing, id] of Object.entries(ids)) if ((await client.get(`${LIST}/views/${id}`).loginAs(user).redirects(0)).status() === 303) seen.push(sharing)
      return seen
    }
    assert.deepEqual(await seenBy(owner), ['mine', 'team', 'all'])
    assert.deepEqual(await seenBy(colleague), ['team', 'all'])
    assert.deepEqual(await seenBy(stranger), ['all'])
  })

  test('one opens when the list is opened without a query, for whoever chose it', async ({ assert, client }) => {
    const [owner, other] = [await reader(), await reader()]
    const id = await saved(client, owner, { shared_with: 'all' })
    await send(client, other, `${LIST}/views/${id}/default?_method=PUT`)

    const opened = async (user: User, path = LIST) => (await client.get(path).loginAs(user).redirects(0)).header('location')
    assert.equal(await opened(other), `${LIST}?f_city=Reus&sort=-name`)
    assert.isUndefined(await opened(owner))
    assert.isUndefined(await opened(other, `${LIST}?view=none`))
    await send(client, other, `${LIST}/views/${id}/default?_method=DELETE`)
    assert.isUndefined(await opened(other))

    await send(client, other, `${LIST}/views/${id}/default?_method=PUT`)
    await send(client, owner, `${LIST}/views/${id}?_method=DELETE`)
    assert.isUndefined(await opened(other))
  })
})
