import { randomBytes } from 'node:crypto'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { now } from '#shared/clock'
import { appUrl } from '#config/app'
import AuditEvent from '#identity/models/audit_event'
import User from '#identity/models/user'
import LaunchKey from '#erp/models/launch_key'
import LaunchSettings from '#erp/models/launch_settings'
import LaunchUser from '#erp/models/launch_user'
import { forgetFrameOrigins } from '#erp/queries/trusted_frames'
import { erpCustomer, erpOrder, erpProduct } from '#tests/support/erp_records'
import { person, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'
import { claims, hs256 } from '#tests/support/tickets'
import '#start/followers'

const SECRET = randomBytes(32).toString('base64url')
const KID = 'key-1'

test.group('Launch from the ERP', (group) => {
  let world: SyncWorld
  let user: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await SyncWorld.build('Launching')
    world.fill(2)
    await world.sync()
    user = await personWithRole('erp_user')
    const connectionId = world.connection.id
    await LaunchSettings.create({ connectionId, issuer: 'https://erp.example', origins: ['https://erp.example'], provisions: false })
    await LaunchKey.create({ connectionId, kid: KID, algorithm: 'HS256', material: SECRET })
    await LaunchUser.create({ connectionId, erpUser: 'ANA', userId: user.id })
    forgetFrameOrigins()
  })

  const ctx = (more: Record<string, unknown> = {}) => ({ ctx: { connection: world.connection.id, entity: 'customer', key: '0001', ...more } })
  const ticketWith = (more: Record<string, unknown> = {}) => hs256(claims(appUrl, { ...ctx(), ...more }), KID, SECRET)
  const refusals = () => AuditEvent.query().where('kind', 'launch.refused').orderBy('id', 'desc')

  test('a ticket opens the record in a session of its own and leaves a line in the audit trail', async ({ assert, client }) => {
    const company = await db.from('companies').where('name', 'Customer 0001').firstOrFail()
    const answer = await client.post('/launch').form({ ticket: ticketWith() }).redirects(0)
    answer.assertStatus(303)
    assert.equal(answer.header('location'), `/crm/companies/${company.id}`)
    assert.containSubset(answer.session().launch, { connectionId: world.connection.id, link: 'https://fake.example/customer/0001', embedded: false })
    assert.equal(answer.session().auth_web, user.id)
    assert.include(answer.header('content-security-policy'), `frame-ancestors 'self' https://erp.example`)

    const line = await AuditEvent.query().where('kind', 'launch.ok').orderBy('id', 'desc').firstOrFail()
    assert.equal(line.userId, user.id)
    assert.containSubset(line.details, { erp_user: 'ANA' })
  })

  test('a ticket opens nothing a second time', async ({ assert, client }) => {
    const ticket = ticketWith()
    const first = await client.post('/launch').form({ ticket }).redirects(0)
    first.assertStatus(303)
    const second = await client.post('/launch').form({ ticket }).redirects(0)
    second.assertStatus(403)
    second.assertTextIncludes('used already')
    assert.isUndefined(second.session().auth_web)
    const line = await refusals().firstOrFail()
    assert.containSubset(line.details, { fault: 'replayed', erp_user: 'ANA' })
    assert.equal(line.subjectId, String(world.connection.id))
  })

  for (const [name, make, sentence] of [
    ['an expired', () => ticketWith({ iat: 1_700_000_000, exp: 1_700_000_060 }), 'has expired'],
    ['a tampered', () => ticketWith().replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify(claims(appUrl, { ...ctx(), sub: 'BOSS' }))).toString('base64url')}.`), 'signature'],
    ['a foreign audience’s', () => ticketWith({ aud: 'https://other.example' }), 'another address'],
    ['a foreign issuer’s', () => ticketWith({ iss: 'https://evil.example' }), 'somebody else'],
    ['an unsigned', () => hs256(claims(appUrl, ctx()), KID, SECRET, { alg: 'none' }), 'not signed the way'],
    ['an unknown key’s', () => hs256(claims(appUrl, ctx()), 'key-2', SECRET), 'knows the key'],
    ['an unknown user’s', () => ticketWith({ sub: 'ana' }), 'Nobody here belongs'],
    ['another connection’s', () => ticketWith(ctx({ connection: 999 })), 'another connection'],
  ] as [string, () => string, string][]) {
    test(`${name} ticket is refused with a clear page and written down`, async ({ assert, client }) => {
      const before = await refusals()
      const answer = await client.post('/launch').form({ ticket: make() }).redirects(0)
      answer.assertStatus(403)
      answer.assertTextIncludes(sentence)
      assert.isUndefined(answer.session().auth_web)
      assert.equal((await refusals()).length, before.length + 1)
    })
  }

  test('a revoked or ended key and a connection that is switched off open nothing', async ({ client }) => {
    const post = () => client.post('/launch').form({ ticket: ticketWith() }).redirects(0)
    await LaunchKey.query().where('kid', KID).update({ expiresAt: now().minus({ minutes: 1 }).toSQL({ includeOffset: false }) })
    const ended = await post()
    ended.assertTextIncludes('no longer valid')
    await LaunchKey.query().where('kid', KID).update({ expiresAt: null })
    await world.connection.merge({ isActive: false }).save()
    const off = await post()
    off.assertTextIncludes('Nobody may come')
  })

  test('a closed account stays closed', async ({ client }) => {
    await user.merge({ isActive: false }).save()
    const answer = await client.post('/launch').form({ ticket: ticketWith() }).redirects(0)
    answer.assertStatus(403)
    answer.assertTextIncludes('account is closed')
  })

  test('a record that is not here yet is fetched with its parents, then shown', async ({ assert, client }) => {
    world.erp.put('customer', erpCustomer('0900'))
    world.erp.put('product', erpProduct('0900'))
    world.erp.put('order', erpOrder('0900', '0900', '0900'))
    const answer = await client.post('/launch').form({ ticket: ticketWith(ctx({ entity: 'order', key: '0900' })) }).redirects(0)
    answer.assertStatus(303)
    const order = await db.from('sales_orders').where({ connection_id: world.connection.id, external_id: '0900' }).firstOrFail()
    assert.equal(answer.header('location'), `/mirror/orders/${order.id}`)
    const company = await db.from('companies').where('name', 'Customer 0900').first()
    assert.exists(company)
  })

  test('a record that the ERP does not have either is refused', async ({ client }) => {
    const answer = await client.post('/launch').form({ ticket: ticketWith(ctx({ key: '7777' })) }).redirects(0)
    answer.assertStatus(403)
    answer.assertTextIncludes('does not have this record')
  })

  test('screens other than the record open the list of what belongs to it', async ({ assert, client }) => {
    const company = await db.from('companies').where('name', 'Customer 0001').firstOrFail()
    const answer = await client.post('/launch').form({ ticket: ticketWith(ctx({ screen: 'contracts' })) }).redirects(0)
    assert.equal(answer.header('location'), `/service-contracts/contracts?f_company_id=${company.id}`)
  })

  test('an unknown user is added with the least role only where the connection does so', async ({ assert, client }) => {
    const newcomer = { sub: 'NEW', email: 'new@erp.example', name: 'Nina New' }
    const refused = await client.post('/launch').form({ ticket: ticketWith(newcomer) }).redirects(0)
    refused.assertStatus(403)
    await LaunchSettings.query().where('connectionId', world.connection.id).update({ provisions: true })
    const answer = await client.post('/launch').form({ ticket: ticketWith(newcomer) }).redirects(0)
    answer.assertStatus(303)
    const added = await User.query().where('email', 'new@erp.example').preload('roles').firstOrFail()
    assert.deepEqual(added.roles.map(({ key }) => key), ['erp_user'])
    assert.isNull(added.password)
  })

  test('an address that somebody has is never taken over', async ({ client }) => {
    await person({ email: 'boss@test.example' })
    await LaunchSettings.query().where('connectionId', world.connection.id).update({ provisions: true })
    const answer = await client.post('/launch').form({ ticket: ticketWith({ sub: 'NEW', email: 'BOSS@test.example' }) }).redirects(0)
    answer.assertStatus(403)
    answer.assertTextIncludes('has this mail address already')
  })

  test('what is no ticket at all is answered with a page, and so is a page loaded again', async ({ client }) => {
    const empty = await client.post('/launch').form({}).redirects(0)
    empty.assertStatus(400)
    const again = await client.get('/launch')
    again.assertStatus(200)
    again.assertTextIncludes('no ticket')
  })
})
