import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { appUrl } from '#config/app'
import { todayIn } from '#shared/clock'
import { currentQueue } from '#shared/queue/queue'
import Customer from '#mirror/models/customer'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import ErpConnection from '#erp/models/erp_connection'
import ReceivedWebhook from '#erp/models/received_webhook'
import type User from '#identity/models/user'
import { personWithRole } from '#tests/support/people'

test.group('Webhooks of the sandbox', (group) => {
  let admin: User
  let connection: ErpConnection

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())
  group.each.setup(async () => {
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    admin = await personWithRole('administrator')
    const facts = { name: 'Sandbox', kind: 'sandbox', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 }
    connection = await ErpConnection.create(facts)
  })

  const customer = (name: string) => ({ name, payment_days: 30, is_active: '1', street: 'Calle Mayor 1', postal_code: '28013', city: 'Madrid', country: 'ES' })

  test('a customer changed in the sandbox is changed here at once, by what the pages show alone', async ({ assert, client }) => {
    const page = await client.post(`/erp/connections/${connection.id}/webhook-secrets`).loginAs(admin).form({}).withCsrfToken()
    const [, secret] = /data-secret>([^<]+)</.exec(page.text())!
    const [, url] = /data-address>([^<]+)</.exec(page.text())!
    const on = await client.post('/sandbox/webhooks').loginAs(admin).form({ url, secret }).withCsrfToken().redirects(0)
    on.assertStatus(303)

    const saved = await client.put('/sandbox/customers/1').loginAs(admin).form(customer('Renamed S.L.')).withCsrfToken().redirects(0)
    saved.assertStatus(303)
    await currentQueue().drain()

    assert.equal((await Customer.findByOrFail('externalId', '1')).name, 'Renamed S.L.')
    assert.containSubset((await ReceivedWebhook.firstOrFail()).$attributes, { state: 'done', outcome: 'read', entity: 'customer', externalId: '1' })
    const told = await client.get('/sandbox/webhooks').loginAs(admin)
    told.assertTextIncludes('Delivered')
    const inbox = await client.get('/erp/webhooks/received').loginAs(admin)
    inbox.assertTextIncludes('Read from the ERP')
    for (const shown of [page, told, inbox]) assert.notMatch(shown.text(), /translation missing: en, (webhooks|erp)/)
  })

  test('one button lets the sandbox tell the connection that reads it', async ({ assert, client }) => {
    const page = await client.get('/sandbox/webhooks').loginAs(admin)
    page.assertTextIncludes('Tell the connection Sandbox')
    const linked = await client.post(`/sandbox/webhooks/connections/${connection.id}`).loginAs(admin).withCsrfToken().redirects(0)
    linked.assertStatus(303)
    await client.put('/sandbox/customers/2').loginAs(admin).form(customer('Told at once S.L.')).withCsrfToken().redirects(0)
    await currentQueue().drain()
    assert.equal((await Customer.findByOrFail('externalId', '2')).name, 'Told at once S.L.')

    const operator = await personWithRole('operator')
    const refused = await client.post(`/sandbox/webhooks/connections/${connection.id}`).loginAs(operator).withCsrfToken().redirects(0)
    refused.assertStatus(403)
  })

  test('the sandbox tells nobody but this installation', async ({ assert, client }) => {
    for (const url of ['https://example.com/api/webhooks/v1/x', 'http://127.0.0.1:1/api/webhooks/v1/x', `${appUrl}/sign-out`, 'nonsense']) {
      const page = await client.post('/sandbox/webhooks').loginAs(admin).header('referer', '/sandbox/webhooks').form({ url, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }).withCsrfToken()
      page.assertTextIncludes('The sandbox tells this installation alone')
    }
    assert.lengthOf(await db.from('sandbox_webhooks'), 0)
  })

  test('a webhook that failed is worked on again, one or all of them', async ({ assert, client }) => {
    await client.post(`/erp/connections/${connection.id}/webhook-secrets`).loginAs(admin).form({}).withCsrfToken()
    const { id: sourceId } = await db.from('webhook_sources').firstOrFail()
    const at = '2026-11-22 10:00:00'
    const failed = { source_id: sourceId, type: 'customer.changed', entity: 'customer', body: '{}', state: 'failed', problem: 'no', sent_at: at, received_at: at }
    await db.table('received_webhooks').multiInsert([1, 2, 3].map((n) => ({ ...failed, webhook_id: `m${n}`, external_id: String(n) })))
    const [first] = await ReceivedWebhook.query().orderBy('id')

    await client.post(`/erp/webhooks/received/${first.id}/replays`).loginAs(admin).withCsrfToken().redirects(0)
    await currentQueue().drain()
    assert.deepEqual((await ReceivedWebhook.query().orderBy('id')).map(({ state }) => state), ['done', 'failed', 'failed'])

    await client.post('/erp/webhooks/replays').loginAs(admin).withCsrfToken().redirects(0)
    await currentQueue().drain()
    assert.deepEqual((await ReceivedWebhook.query().orderBy('id')).map(({ state }) => state), ['done', 'done', 'done'])
    assert.lengthOf(await Customer.all(), 3)
  })
})
