import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { currentQueue } from '#shared/queue/queue'
import Customer from '#mirror/models/customer'
import SaveWebhookSource from '#erp/actions/save_webhook_source'
import SweepWebhooks from '#erp/actions/sweep_webhooks'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import ReceivedWebhook from '#erp/models/received_webhook'
import type WebhookSource from '#erp/models/webhook_source'
import { newWebhookSecret } from '#erp/rules/standard_webhook'
import { erpCustomer } from '#tests/support/erp_records'
import { actorFor, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'
import { listeningTo, sendTo } from '#tests/support/webhooks'

test.group('Webhooks from the ERP', (group) => {
  let world: SyncWorld
  let source: WebhookSource
  let secret: string

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())
  group.each.setup(async () => {
    world = await SyncWorld.build('Telling')
    ;({ source, secret } = await listeningTo(world.connection.id))
    world.erp.put('customer', erpCustomer('0001', { name: 'Before' }))
  })

  test('a webhook is stored at once, and its record read from the ERP afterwards', async ({ assert, client }) => {
    const body = { type: 'customer.changed', data: { entity: 'customer', id: '0001', name: 'A lie' } }
    const answer = await sendTo(client, source.path, { secret, body })
    answer.assertStatus(202)
    answer.assertBody({ received: 'stored' })
    assert.equal((await ReceivedWebhook.firstOrFail()).state, 'waiting')
    assert.isNull(await Customer.findBy('externalId', '0001'))

    await currentQueue().drain()

    const webhook = await ReceivedWebhook.firstOrFail()
    assert.containSubset(webhook.$attributes, { state: 'done', outcome: 'read', attempts: 1 })
    assert.equal((await Customer.findByOrFail('externalId', '0001')).name, 'Before')
  })

  test('the same message twice is one', async ({ assert, client }) => {
    const first = await sendTo(client, source.path, { secret })
    const second = await sendTo(client, source.path, { secret })
    assert.deepEqual([first.body(), second.body()], [{ received: 'stored' }, { received: 'known' }])
    second.assertStatus(202)
    assert.lengthOf(await ReceivedWebhook.all(), 1)
  })

  test('webhooks about one record, in any order, are settled by one reading', async ({ assert, client }) => {
    for (const id of ['msg_3', 'msg_1', 'msg_2']) await sendTo(client, source.path, { secret, id })
    await currentQueue().drain()

    const webhooks = await ReceivedWebhook.all()
    assert.deepEqual([...new Set(webhooks.map(({ state }) => state))], ['done'])
    assert.equal(world.erp.calls.filter((call) => call === 'readOne customer').length, 1)
  })

  test('every secret of the address counts, and a removed one no more', async ({ assert, client }) => {
    const { secret: second } = await listeningTo(world.connection.id)
    assert.equal((await sendTo(client, source.path, { secret, id: 'a' })).status(), 202)
    assert.equal((await sendTo(client, source.path, { secret: second, id: 'b' })).status(), 202)
    const [oldest] = await source.related('secrets').query().orderBy('id')
    await new SaveWebhookSource().endSecret(world.connection.id, oldest.id, await actorFor(await personWithRole('administrator')))
    assert.equal((await sendTo(client, source.path, { secret, id: 'c' })).status(), 401)
  })

  test('{name} is refused, stored nowhere and counted')
    .with([
      { name: 'a wrong signature', sent: { secret: newWebhookSecret() }, status: 401, reason: 'signature' },
      { name: 'an old stamp', sent: { at: Date.now() - 301_000 }, status: 400, reason: 'stamp' },
      { name: 'a stamp from tomorrow', sent: { at: Date.now() + 86_400_000 }, status: 400, reason: 'stamp' },
      { name: 'a missing signature', sent: { headers: { 'webhook-signature': '' } }, status: 400, reason: 'headers' },
      { name: 'an unknown kind of record', sent: { body: { type: 'weather.changed', data: { id: '1' } } }, status: 422, reason: 'entity' },
      { name: 'a body without a record', sent: { body: { type: 'customer.changed' } }, status: 422, reason: 'entity' },
      { name: 'a body that is too large', sent: { body: { type: 'customer.changed', data: { id: '1', text: 'x'.repeat(300_000) } } }, status: 413, reason: 'too_large' },
    ])
    .run(async ({ assert, client }, { sent, status, reason }) => {
      const answer = await sendTo(client, source.path, { secret, ...sent })
      answer.assertStatus(status)
      assert.equal(answer.body().errors[0].code, 'E_WEBHOOK_REFUSED')
      assert.lengthOf(await ReceivedWebhook.all(), 0)
      const refusal = await db.from('webhook_refusals').firstOrFail()
      assert.containSubset(refusal, { source_id: source.id, reason, times: 1 })
    })

  test('a body the server would not read at all is refused as too large', async ({ client }) => {
    const body = { type: 'customer.changed', data: { id: '1', text: 'x'.repeat(1_200_000) } }
    const answer = await sendTo(client, source.path, { secret, body })
    answer.assertStatus(413)
  })

  test('an address that nobody gave out, or that is switched off, knows nothing', async ({ client }) => {
    const stranger = await sendTo(client, '/api/webhooks/v1/made-up', { secret })
    stranger.assertStatus(404)
    await source.merge({ isActive: false }).save()
    const off = await sendTo(client, source.path, { secret })
    off.assertStatus(404)
  })

  test('whoever keeps sending what is refused is told to slow down', async ({ assert, client }) => {
    const statuses: number[] = []
    for (let n = 0; n < 62; n++) statuses.push((await sendTo(client, source.path, { secret: newWebhookSecret() })).status())
    assert.deepEqual([statuses[0], statuses.at(-1)], [401, 429])
  })

  test('while the ERP is away the webhook waits, and the sweep brings it in later', async ({ assert, client }) => {
    world.erp.onCall = () => {
      throw new ErpUnavailable('The wire was cut')
    }
    await sendTo(client, source.path, { secret })
    await currentQueue().drain()
    const waiting = await ReceivedWebhook.firstOrFail()
    assert.containSubset(waiting.$attributes, { state: 'waiting', attempts: 1, problem: null })

    world.erp.onCall = () => {}
    assert.equal(await new SweepWebhooks().handle(), 0)
    await db.from('received_webhooks').update({ next_attempt_at: '2026-01-01 00:00:00' })
    assert.equal(await new SweepWebhooks().handle(), 1)
    await currentQueue().drain()
    assert.equal((await waiting.refresh()).state, 'done')
  })

  test('a record the ERP no longer has is said to be gone, one that cannot be kept is said to have failed', async ({ assert, client }) => {
    await sendTo(client, source.path, { secret, id: 'gone', body: { type: 'customer.deleted', data: { id: '9999' } } })
    world.erp.put('customer', erpCustomer('0002', { name: 'x'.repeat(300) }))
    await sendTo(client, source.path, { secret, id: 'bad', body: { type: 'customer.changed', data: { id: '0002' } } })
    await currentQueue().drain()

    const gone = await ReceivedWebhook.findByOrFail('webhookId', 'gone')
    assert.containSubset(gone.$attributes, { state: 'done', outcome: 'not_there' })
    const bad = await ReceivedWebhook.findByOrFail('webhookId', 'bad')
    assert.containSubset(bad.$attributes, { state: 'failed', problem: 'name is longer than 255 characters' })
  })
})
