import { Webhook } from 'standardwebhooks'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { now, sqlInstant } from '#shared/clock'
import { currentQueue } from '#shared/queue/queue'
import { logChanges, HOUSE } from '#shared/records/change_log'
import { sweepOutbox } from '#shared/outbox/jobs'
import { dispatch } from '#shared/queue/queue'
import OutboxMessage from '#shared/outbox/outbox_message'
import WebhookAttempt from '#erp/models/webhook_attempt'
import WebhookEndpoint from '#erp/models/webhook_endpoint'
import type User from '#identity/models/user'
import { allowedHosts } from '#config/webhooks'
import { personWithRole } from '#tests/support/people'
import { Receiver } from '#tests/support/webhooks'

test.group('Webhooks to endpoints outside', (group) => {
  let receiver: Receiver
  let url: string
  let admin: User
  let secret: string
  let endpoint: WebhookEndpoint

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    receiver = new Receiver()
    url = await receiver.open()
    allowedHosts.push('127.0.0.1')
    admin = await personWithRole('administrator')
    return () => {
      receiver.close()
      allowedHosts.length = 0
    }
  })

  const add = async (client: any, events = ['company.changed', 'contract.activated']) => {
    const page = await client.post('/erp/webhooks/endpoints').loginAs(admin).form({ name: 'Warehouse', url, events }).withCsrfToken()
    secret = /data-secret>([^<]+)</.exec(page.text())![1]
    endpoint = await WebhookEndpoint.findByOrFail('name', 'Warehouse')
    return page
  }
  const change = (recordType: string, changes: Record<string, [unknown, unknown]>) =>
    db.transaction((trx) => logChanges([{ recordType, recordId: 7, kind: 'changed', changes }], HOUSE, trx))
  const deliver = async () => {
    await db.from('outbox_messages').where('state', 'pending').update({ next_attempt_at: '2026-01-01 00:00:00' })
    await dispatch(sweepOutbox, {})
    await currentQueue().drain()
  }
  const send = (client: any, path: string, method: 'post' | 'delete' = 'post') => client[method](path).loginAs(admin).withCsrfToken().redirects(0)

  test('a chosen fact goes out signed, and its secret is shown once', async ({ assert, client }) => {
    const page = await add(client)
    page.assertStatus(200)
    const later = await client.get(`/erp/webhooks/endpoints/${endpoint.id}`).loginAs(admin)
    assert.notInclude(later.text(), secret)
    const stored = await db.from('webhook_secrets').firstOrFail()
    assert.notInclude(stored.material, secret)

    await change('company', { name: ['Before', 'After'] })
    await change('service_contract', { status: ['draft', 'active'] })
    await change('service_contract', { status: ['active', 'ended'] })
    await deliver()

    const bodies = receiver.got.map(({ body }) => JSON.parse(body))
    assert.deepEqual(bodies.map(({ type }) => type), ['company.changed', 'contract.activated'])
    assert.deepEqual(bodies[0].data, { id: 7, fields: ['name'] })
    for (const { headers, body } of receiver.got) {
      assert.doesNotThrow(() => new Webhook(secret).verify(body, headers as Record<string, string>))
    }
    const detail = await client.get(`/erp/webhooks/deliveries/${(await OutboxMessage.findByOrFail('subjectType', 'company.changed')).id}`).loginAs(admin)
    detail.assertTextIncludes('thank you')
  })

  test('a company that somebody adds on the screen is announced with the record itself', async ({ assert, client }) => {
    await add(client, ['company.created', 'company.changed'])
    const saved = await client.post('/crm/companies').loginAs(admin).form({ name: 'Nordwind GmbH', status: 'prospect' }).withCsrfToken().redirects(0)
    assert.oneOf(saved.status(), [302, 303])
    const company = await db.from('companies').where('name', 'Nordwind GmbH').firstOrFail()
    const message = await OutboxMessage.findByOrFail('kind', 'webhook')
    assert.containSubset(message.payload, { type: 'company.created', data: { id: company.id } })
    assert.notInclude(JSON.stringify(message.payload), 'Nordwind')
  })

  test('what fails is tried again under the same id, then after three days is given up and can be sent again', async ({ assert, client }) => {
    await add(client)
    receiver.answer = { status: 503, body: 'closed for lunch' }
    await change('company', { name: ['a', 'b'] })
    for (let n = 0; n < 10; n++) await deliver()

    const message = await OutboxMessage.findByOrFail('kind', 'webhook')
    assert.containSubset(message.$attributes, { state: 'refused', problemCode: 'given_up', attempts: 10 })
    assert.equal(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size, 1)
    assert.lengthOf(await WebhookAttempt.all(), 10)
    const list = await client.get(`/erp/webhooks/endpoints/${endpoint.id}`).loginAs(admin)
    list.assertTextIncludes('Given up')

    receiver.answer = { status: 200 }
    const answer = await send(client, `/erp/webhooks/endpoints/${endpoint.id}/resendings`)
    answer.assertStatus(303)
    await deliver()
    assert.equal((await message.refresh()).state, 'done')
    assert.containSubset((await endpoint.refresh()).$attributes, { failures: 0, failingSince: null })
  })

  test('the pauses are those of Standard Webhooks, or longer when the receiver asks', async ({ assert, client }) => {
    await add(client)
    receiver.answer = { status: 500 }
    await change('company', { name: ['a', 'b'] })
    await deliver()
    const message = await OutboxMessage.findByOrFail('kind', 'webhook')
    assert.approximately(message.nextAttemptAt!.diffNow('seconds').seconds, 5, 3)

    receiver.answer = { status: 429, headers: { 'retry-after': '900' } }
    await deliver()
    await message.refresh()
    assert.approximately(message.nextAttemptAt!.diffNow('seconds').seconds, 900, 3)
  })

  test('an endpoint that is gone is switched off, and whoever looks after endpoints is told', async ({ assert, client }) => {
    await add(client)
    receiver.answer = { status: 410 }
    await change('company', { name: ['a', 'b'] })
    await deliver()

    assert.containSubset((await endpoint.refresh()).$attributes, { isActive: false, offReason: 'gone' })
    const notice = await db.from('notifications').where({ user_id: admin.id, sentence: 'webhooks.notices.gone' }).first()
    assert.equal(notice.href, `/erp/webhooks/endpoints/${endpoint.id}`)
    const page = await client.get(`/erp/webhooks/endpoints/${endpoint.id}`).loginAs(admin)
    page.assertTextIncludes('it answered that it is gone')

    await change('company', { name: ['b', 'c'] })
    assert.lengthOf(await OutboxMessage.query().where('kind', 'webhook'), 1)
  })

  test('after twenty failures over more than a day an endpoint is switched off, not sooner', async ({ assert, client }) => {
    await add(client)
    receiver.answer = { status: 500 }
    await endpoint.merge({ failures: 30, failingSince: now().minus({ hours: 23 }) }).save()
    await change('company', { name: ['a', 'b'] })
    await deliver()
    assert.isTrue((await endpoint.refresh()).isActive)

    await db.from('webhook_endpoints').update({ failing_since: sqlInstant(now().minus({ hours: 25 })) })
    await deliver()
    assert.containSubset((await endpoint.refresh()).$attributes, { isActive: false, offReason: 'failures' })
    await deliver()
    const message = await OutboxMessage.findByOrFail('kind', 'webhook')
    assert.containSubset(message.$attributes, { state: 'held', problemCode: 'endpoint_off' })

    receiver.answer = { status: 200 }
    await send(client, `/erp/webhooks/endpoints/${endpoint.id}/activation`)
    await send(client, `/erp/webhooks/endpoints/${endpoint.id}/resendings`)
    await deliver()
    assert.equal((await message.refresh()).state, 'done')
  })

  test('during a rotation both secrets sign, afterwards the new one alone', async ({ assert, client }) => {
    await add(client)
    const old = secret
    const page = await client.post(`/erp/webhooks/endpoints/${endpoint.id}/secrets`).loginAs(admin).withCsrfToken()
    const fresh = /data-secret>([^<]+)</.exec(page.text())![1]
    await send(client, `/erp/webhooks/endpoints/${endpoint.id}/tests`)
    await deliver()
    const [{ headers, body }] = receiver.got
    for (const one of [old, fresh]) assert.doesNotThrow(() => new Webhook(one).verify(body, headers as Record<string, string>))

    await db.from('webhook_secrets').whereNotNull('expires_at').update({ expires_at: '2026-01-01 00:00:00' })
    await send(client, `/erp/webhooks/endpoints/${endpoint.id}/tests`)
    await deliver()
    const last = receiver.got.at(-1)!
    assert.throws(() => new Webhook(old).verify(last.body, last.headers as Record<string, string>))
    assert.doesNotThrow(() => new Webhook(fresh).verify(last.body, last.headers as Record<string, string>))
  })

  test('a redirect is not followed', async ({ assert, client }) => {
    const inside = new Receiver()
    const secretPlace = await inside.open()
    await add(client)
    receiver.answer = { status: 302, headers: { location: secretPlace } }
    await change('company', { name: ['a', 'b'] })
    await deliver()
    inside.close()

    assert.lengthOf(inside.got, 0)
    const message = await OutboxMessage.findByOrFail('kind', 'webhook')
    assert.equal(message.problemCode, 'redirected')
  })

  test('an address inside is refused in the form, and one that slips in is refused when it connects', async ({ assert, client }) => {
    allowedHosts.length = 0
    const typed = (address: string) =>
      client.post('/erp/webhooks/endpoints').loginAs(admin).header('referer', '/erp/webhooks/endpoints/create').form({ 'name': 'Inside', 'url': address, 'events[]': 'company.changed' }).withCsrfToken()
    for (const address of ['https://127.0.0.1/x', 'https://localhost/x', 'https://[::ffff:7f00:1]/x', 'https://169.254.169.254/latest', 'https://2130706433/']) {
      ;(await typed(address)).assertTextIncludes('not on the public internet')
    }
    ;(await typed('http://example.com/')).assertTextIncludes('must begin with https')
    ;(await typed('https://user:pass@example.com/')).assertTextIncludes('no user and no password')

    await WebhookEndpoint.create({ name: 'Named', url: 'https://localhost.localdomain/x', events: ['company.changed'], isActive: true, failures: 0 })
    await WebhookEndpoint.query().where('name', 'Named').update({ url: url.replace('http:', 'https:') })
    await change('company', { name: ['a', 'b'] })
    await deliver()
    assert.lengthOf(receiver.got, 0)
    const message = await OutboxMessage.findByOrFail('kind', 'webhook')
    assert.equal(message.problemCode, 'address_refused')
  })

  test('who may only look changes and sends nothing', async ({ assert, client }) => {
    await add(client)
    const operator = await personWithRole('operator')
    const page = await client.get(`/erp/webhooks/endpoints/${endpoint.id}`).loginAs(operator)
    page.assertStatus(200)
    for (const path of ['endpoints', `endpoints/${endpoint.id}/secrets`, `endpoints/${endpoint.id}/activation`]) {
      const answer = await client.post(`/erp/webhooks/${path}`).loginAs(operator).withCsrfToken().redirects(0)
      assert.equal(answer.status(), 403, path)
    }
  })
})
