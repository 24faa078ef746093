import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import LaunchKey from '#erp/models/launch_key'
import LaunchSettings from '#erp/models/launch_settings'
import LaunchUser from '#erp/models/launch_user'
import { person, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'
import { claims, hs256 } from '#tests/support/tickets'

test.group('Launch settings', (group) => {
  let world: SyncWorld
  let path: string

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await SyncWorld.build('Launching')
    path = `/erp/connections/${world.connection.id}`
  })

  test('a key made on the page lets its people in, and its secret is shown once', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const ana = await person()
    const put = client.put(`${path}/launch`).loginAs(admin).withCsrfToken().redirects(0)
    const saved = await put.form({ issuer: 'https://erp.example', origins: 'https://erp.example\nhttps://test.erp.example' })
    saved.assertStatus(303)
    const mapped = await client.post(`${path}/launch-users`).loginAs(admin).form({ erp_user: 'ANA', user_id: ana.id }).withCsrfToken().redirects(0)
    mapped.assertStatus(303)

    const page = await client.post(`${path}/launch-keys`).loginAs(admin).form({ algorithm: 'HS256' }).withCsrfToken()
    page.assertStatus(200)
    const [, secret] = /data-secret>([^<]+)</.exec(page.text()) ?? []
    assert.match(secret, /^[\w-]{43}$/)
    const key = await LaunchKey.findByOrFail('connectionId', world.connection.id)
    const { material } = await db.from('launch_keys').where('id', key.id).firstOrFail()
    assert.notInclude(material, secret)
    const later = await client.get(`${path}/launch`).loginAs(admin)
    later.assertStatus(200)
    assert.notInclude(later.text(), secret)

    const ticket = hs256(claims(appUrl, { ctx: { connection: 'Launching' } }), key.kid, secret)
    const opened = await client.post('/launch').form({ ticket }).redirects(0)
    opened.assertStatus(303)
    assert.equal(opened.header('location'), '/')
    assert.equal(opened.session().auth_web, ana.id)

    await client.delete(`${path}/launch-keys/${key.id}`).loginAs(admin).withCsrfToken().redirects(0)
    const refused = await client.post('/launch').form({ ticket: hs256(claims(appUrl, { ctx: { connection: 'Launching' } }), key.kid, secret) }).redirects(0)
    refused.assertStatus(403)
  })

  test('origins with a path, weak keys and users who are somebody already are refused', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const send = (method: 'put' | 'post', to: string, form: Record<string, unknown>) =>
      client[method](`${path}/${to}`).loginAs(admin).header('referer', `${path}/launch`).form(form).withCsrfToken()
    const origins = await send('put', 'launch', { issuer: 'erp', origins: 'https://erp.example/app' })
    origins.assertTextIncludes('without a path')
    const key = await send('post', 'launch-keys', { algorithm: 'RS256', public_key: 'rubbish' })
    key.assertTextIncludes('too weak')
    const ana = await person()
    await LaunchUser.create({ connectionId: world.connection.id, erpUser: 'ANA', userId: ana.id })
    const twice = await send('post', 'launch-users', { erp_user: 'ANA', user_id: admin.id })
    twice.assertTextIncludes('already belongs')
    assert.isNull(await LaunchSettings.find(world.connection.id))
  })

  test('who may only see the keys changes nothing', async ({ client }) => {
    const operator = await personWithRole('operator')
    const page = await client.get(`${path}/launch`).loginAs(operator)
    page.assertStatus(200)
    const add = await client.post(`${path}/launch-keys`).loginAs(operator).form({ algorithm: 'HS256' }).withCsrfToken().redirects(0)
    add.assertStatus(403)
  })
})
