import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { REQUESTS_PER_MINUTE } from '#middleware/api_middleware'
import User from '#identity/models/user'
import { inOneGroup, personWhoMay, personWithRole } from '#tests/support/people'

const COMPANIES = '/api/v1/companies'
const FULL = { 'company.view': 'all', 'company.create': 'all', 'company.edit': 'all', 'company.delete': 'all' } as const

async function tokenOf(user: User): Promise<string> {
  return (await User.accessTokens.create(user, ['read', 'write'])).value!.release()
}

/** Requests with a bearer token, as a program sends them. */
async function program(client: ApiClient, user: User) {
  const token = await tokenOf(user)
  return {
    read: (path: string) => client.get(path).bearerToken(token),
    create: (body: unknown, headers = {}) => client.post(COMPANIES).bearerToken(token).headers(headers).json(body as object),
    change: (id: number, body: unknown, headers = {}) => client.patch(`${COMPANIES}/${id}`).bearerToken(token).headers(headers).json(body as object),
    remove: (id: number, headers = {}) => client.delete(`${COMPANIES}/${id}`).bearerToken(token).headers(headers),
  }
}

test.group('API of records', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())

  test('creates, shows, changes and deletes a record', async ({ assert, client }) => {
    const api = await program(client, await personWhoMay(FULL))
    const made = await api.create({ name: 'Molina SL', city: 'Reus' })
    made.assertStatus(201)
    const { id } = made.body().data
    assert.equal(made.header('location'), `${COMPANIES}/${id}`)
    assert.equal(made.header('etag'), '"1"')
    assert.containsSubset(made.body().data, { name: 'Molina SL', status: 'prospect', is_blocked: false, version: 1 })

    const shown = await api.read(`${COMPANIES}/${id}`)
    assert.deepEqual(shown.body().data, made.body().data)
    const changed = await api.change(id, { city: 'Vic' }, { 'if-match': '"1"' })
    assert.containsSubset(changed.body().data, { city: 'Vic', name: 'Molina SL', version: 2 })
    const gone = await api.remove(id)
    gone.assertStatus(204)
    const missing = await api.read(`${COMPANIES}/${id}`)
    missing.assertStatus(404)
    assert.equal(missing.body().errors[0].code, 'E_ROW_NOT_FOUND')
  })

  test('leaves no session behind, unlike a page', async ({ assert, client }) => {
    const api = await program(client, await personWhoMay(FULL))
    assert.isUndefined((await api.read(COMPANIES)).header('set-cookie'))
    assert.isUndefined((await client.get(COMPANIES)).header('set-cookie'))
    assert.include(String((await client.get('/sign-in')).header('set-cookie')), 'annexa-session')
  })

  test('a change based on an old version is refused with both versions', async ({ assert, client }) => {
    const api = await program(client, await personWhoMay(FULL))
    const { id } = (await api.create({ name: 'Molina SL' })).body().data
    await api.change(id, { name: 'Molina SA' })

    for (const stale of [await api.change(id, { name: 'Mine' }, { 'if-match': '"1"' }), await api.change(id, { name: 'Mine', version: 1 })]) {
      stale.assertStatus(409)
      const [error] = stale.body().errors
      assert.containsSubset(error, { code: 'E_CONFLICT', theirs: { name: 'Molina SA', version: 2 }, ours: { name: 'Mine' } })
    }
  })

  test('says which field is wrong, unknown or not to be written', async ({ assert, client }) => {
    const api = await program(client, await personWhoMay(FULL))
    const complaint = async (body: unknown) => {
      const refused = await api.create(body)
      refused.assertStatus(422)
      return refused.body().errors.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`)
    }

    assert.deepEqual(await complaint({}), ['required name'])
    assert.deepEqual(await complaint({ name: 'x', email: 'nobody' }), ['email email'])
    assert.deepEqual(await complaint({ name: 'x', colour: 'red' }), ['E_FIELD_UNKNOWN colour'])
    assert.deepEqual(await complaint({ name: 'x', number: '7' }), ['E_FIELD_READ_ONLY number'])
    assert.deepEqual(await complaint({ name: 'x', status: 'odd' }), ['enum status'])
    assert.deepEqual(await complaint([1]), ['E_BODY undefined'])
  })

  test('lists page by page and refuses a parameter it does not know', async ({ assert, client }) => {
    const api = await program(client, await personWhoMay(FULL))
    for (let i = 0; i < 7; i++) await api.create({ name: `Company ${i}`, city: i < 5 ? 'Reus' : 'Vic' })

    const names: string[] = []
    for (let at = ''; at !== 'null'; ) {
      const page = (await api.read(`${COMPANIES}?limit=2&f_city=Reus&sort=-name${at ? `&at=${at}` : ''}`)).body()
      names.push(...page.data.map(({ name }: { name: string }) => name))
      at = String(page.page.next)
    }
    assert.deepEqual(names, ['Company 4', 'Company 3', 'Company 2', 'Company 1', 'Company 0'])
    for (const wrong of ['f_colour=red', 'limit=201', 'limit=0', 'sort=notes', 'at=nonsense']) {
      const refused = await api.read(`${COMPANIES}?${wrong}`)
      refused.assertStatus(422)
      assert.equal(refused.body().errors[0].field, wrong.split('=')[0])
    }
  })

  test('shows and changes only what the token’s owner reaches', async ({ client, assert }) => {
    const [mine, colleague, stranger] = [await personWhoMay(FULL), await personWhoMay(FULL), await personWhoMay(FULL)]
    const reader = await personWhoMay({ 'company.view': 'team', 'company.edit': 'own' })
    const shared = await inOneGroup(reader, colleague)
    const ids: Record<string, number> = {}
    for (const [name, owner] of Object.entries({ mine, colleague, stranger })) ids[name] = (await (await program(client, owner)).create({ name })).body().data.id
    const db = (await import('@adonisjs/lucid/services/db')).default
    await db.from('companies').where('id', ids.mine).update({ owner_id: reader.id })
    await db.from('companies').where('id', ids.colleague).update({ group_id: shared })

    const api = await program(client, reader)
    const seen = (await api.read(COMPANIES)).body().data.map(({ name }: { name: string }) => name)
    assert.sameMembers(seen, ['mine', 'colleague'])
    ;(await api.change(ids.mine, { city: 'Vic' })).assertStatus(200)
    ;(await api.change(ids.colleague, { city: 'Vic' })).assertStatus(403)
    ;(await api.change(ids.stranger, { city: 'Vic' })).assertStatus(404)
    ;(await api.create({ name: 'x' })).assertStatus(403)
  })

  test('the same idempotency key is answered alike, errors too, and never does the work twice', async ({ assert, client }) => {
    const api = await program(client, await personWhoMay(FULL))
    const once = { 'idempotency-key': 'order-1' }
    const first = await api.create({ name: 'Molina SL' }, once)
    const second = await api.create({ name: 'Molina SL' }, once)
    assert.deepEqual([second.status(), second.body(), second.header('location')], [201, first.body(), first.header('location')])
    assert.equal(second.header('idempotency-replayed'), 'true')
    assert.lengthOf((await api.read(COMPANIES)).body().data, 1)

    const other = await api.create({ name: 'Other' }, once)
    other.assertStatus(422)
    assert.equal(other.body().errors[0].code, 'E_IDEMPOTENCY_KEY_REUSED')

    const wrong = await api.create({ email: 'nobody' }, { 'idempotency-key': 'order-2' })
    const again = await api.create({ email: 'nobody' }, { 'idempotency-key': 'order-2' })
    assert.deepEqual([again.status(), again.body()], [422, wrong.body()])
  })

  test('asks for a token, for JSON, and says how many requests are left', async ({ assert, client }) => {
    ;(await client.get(COMPANIES)).assertStatus(401)
    const user = await personWithRole('administrator')
    const token = await tokenOf(user)
    const read = await client.get(COMPANIES).bearerToken(token)
    assert.equal(read.header('x-ratelimit-remaining'), String(REQUESTS_PER_MINUTE - 1))
    ;(await client.post(COMPANIES).bearerToken(token).form({ name: 'x' })).assertStatus(415)

    await limiter.use({ requests: REQUESTS_PER_MINUTE, duration: '1 min' }).set(`api:${user.id}`, REQUESTS_PER_MINUTE, '1 min')
    const refused = await client.get(COMPANIES).bearerToken(token)
    refused.assertStatus(429)
    assert.isAbove(Number(refused.header('retry-after')), 0)
    assert.equal(refused.body().errors[0].code, 'E_TOO_MANY_REQUESTS')
  })
})
