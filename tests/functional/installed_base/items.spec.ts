import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Queue } from '#contracts/queue'
import BaseWorld from '#tests/support/installed_base/base_world'
import { ownQueue } from '#tests/support/bell'
import { personWhoMay, personWithRole } from '#tests/support/people'

test.group('Installed items', (group) => {
  let world: BaseWorld
  let id: number
  let queue: Queue

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    queue = own.queue
    world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, { place: 'Hall 2' })
    const item = await world.item('SN-1')
    id = item.id
    return own.restore
  })

  const clerk = () => personWithRole('service_desk')

  test('the page of an item tells its life, its holders and what can be recorded', async ({ assert, client }) => {
    const page = await client.get(`/installed-base/items/${id}`).loginAs(await clerk())

    page.assertStatus(200)
    for (const text of ['SN-1', 'Delivery · DN1', 'Hall 2', 'Customer 10', 'Where it stood and who held it', 'Install', 'Hand back']) {
      assert.include(page.text(), text)
    }
  })

  test('the form asks for what the entry needs', async ({ assert, client }) => {
    const page = await client.get(`/installed-base/items/${id}/entries/create?kind=transferred`).loginAs(await clerk())

    page.assertStatus(200)
    for (const text of ['Pass on to another company', 'New holder', 'Reason']) assert.include(page.text(), text)
  })

  test('an entry is recorded and the item shows it', async ({ assert, client }) => {
    const entry = { kind: 'installed', happened_on: '2026-01-12', place: 'Boiler room' }
    const answer = await client.post(`/installed-base/items/${id}/entries`).form(entry).withCsrfToken().loginAs(await clerk()).redirects(0)

    answer.assertStatus(303)
    answer.assertHeader('location', `/installed-base/items/${id}`)
    assert.containSubset(await world.item('SN-1'), { status: 'installed', place: 'Boiler room' })
  })

  test('an impossible entry is refused with a sentence', async ({ assert, client }) => {
    const entry = { kind: 'installed', happened_on: '2025-01-12' }
    const answer = await client.post(`/installed-base/items/${id}/entries`).form(entry).withCsrfToken().loginAs(await clerk())

    answer.assertStatus(422)
    assert.include(answer.text(), 'Nobody held this item on that day')
  })

  test('a serial number that another item has is refused, and what was typed and chosen stays', async ({ assert, client }) => {
    const { product_id: product } = await world.item('SN-1')
    const form = { 'product_id': product, 'words_of_field-product_id': 'A boiler', 'company_id': await world.companyOf('20'), 'serial': 'sn-1', 'quantity': '1', 'ownership': 'owned', 'delivered_on': '2026-01-12', 'place': 'Cellar' }
    const page = await client.post('/installed-base/items').header('referer', '/installed-base/items/new').form(form).withCsrfToken().loginAs(await clerk())

    assert.match(page.text(), /already recorded as IB-\d+\. Pass that item on/)
    assert.match(page.text(), new RegExp(`<option value="${product}" selected>A boiler</option>`))
    assert.include(page.text(), 'value="Cellar"')
  })

  test('people who may only look cannot record', async ({ client }) => {
    const reader = await personWhoMay({ 'installed_item.view': 'all' })
    const entry = { kind: 'noted', happened_on: '2026-01-12', note: 'x' }

    const answer = await client.post(`/installed-base/items/${id}/entries`).form(entry).withCsrfToken().loginAs(reader)
    answer.assertStatus(403)
  })

  test('people who reach only their own items cannot record on others', async ({ client }) => {
    const owner = await personWhoMay({ 'installed_item.view': 'all', 'installed_item.edit': 'own' })

    const page = await client.get(`/installed-base/items/${id}/entries/create?kind=noted`).loginAs(owner)
    page.assertStatus(403)
  })

  test('the waiting screen lists what waits and what to decide', async ({ assert, client }) => {
    await world.deliver('R', '2026-02-01', { serials: ['SN-9'] }, { kind: 'return' })
    const page = await client.get('/installed-base/replay').loginAs(await personWithRole('administrator'))

    page.assertStatus(200)
    for (const text of ['Return DNR', 'SN-9', 'No delivery is known before that day']) assert.include(page.text(), text)
  })

  test('a comparison runs in the background and shows what differs', async ({ assert, client }) => {
    await db.from('installed_items').where('id', id).update({ place: 'Elsewhere' })
    const admin = await personWithRole('administrator')
    const answer = await client.post('/installed-base/replay').withCsrfToken().loginAs(admin).redirects(0)
    answer.assertStatus(303)
    await queue.drain()

    const page = await client.get('/installed-base/replay').loginAs(admin)
    for (const text of ['1 difference', 'Place: Elsewhere → Hall 2', 'Bring into agreement']) assert.include(page.text(), text)
  })

  test('only those who may run it start a comparison', async ({ client }) => {
    const answer = await client.post('/installed-base/replay').withCsrfToken().loginAs(await clerk())

    answer.assertStatus(403)
  })

  test('every page speaks the three languages', async ({ assert, client }) => {
    for (const [locale, text] of [['es', 'Dónde estuvo y quién lo tuvo'], ['ro', 'Unde s-a aflat și cine l-a deținut']] as const) {
      const reader = await personWithRole('service_desk')
      await reader.merge({ locale }).save()
      const page = await client.get(`/installed-base/items/${id}`).loginAs(reader)
      assert.include(page.text(), text)
    }
  })
})
