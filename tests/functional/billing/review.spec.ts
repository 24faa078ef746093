import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type { Queue } from '#contracts/queue'
import User from '#identity/models/user'
import { ownQueue } from '#tests/support/bell'
import BillingWorld from '#tests/support/billing_world'
import { personWhoMay } from '#tests/support/people'

test.group('The review of a run in the browser', (group) => {
  let world: BillingWorld
  let queue: Queue

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    queue = own.queue
    world = await BillingWorld.build()
    return own.restore
  })

  const maker = () => User.findOrFail(world.maker.id)
  const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)

  test('a proposal that no invoice can hold is told in words, with a way to each of its charges', async ({ assert, client }) => {
    const companyId = await world.company()
    const at = { created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
    const charge = { company_id: companyId, bill_to_id: companyId, description: 'Slip', quantity: '1', unit_price: '90071992547409.91', net_cents: Number.MAX_SAFE_INTEGER, currency: 'EUR', due_on: '2026-01-10', grouping: 'customer', state: 'open', version: 1, ...at }
    await db.table('manual_charges').multiInsert([charge, charge])
    const run = await world.run('2026-01-31')
    const [{ id }] = await db.from('manual_charges').orderBy('id')

    const page = (await client.get(`/billing/runs/${run.id}`).loginAs(await maker())).text()
    for (const words of [`<a href="/billing/manual-charges/${id}">Other charge ${id}</a>`, 'Its lines come to more in EUR than an invoice can hold']) assert.include(page, words)
    assert.include((await client.get(`/billing/manual-charges/${id}`).loginAs(await maker())).text(), 'come to more in EUR')
    for (const text of [page, (await client.get(`/reporting/unbilled/items?key=manual_charge:${id}&company_id=${companyId}&from=2026-01-01&to=2026-12-31`).loginAs(await maker())).text()]) assert.notInclude(text, 'sum_too_large')
  })

  test('a run is made about one customer and says so', async ({ assert, client }) => {
    const companyId = await world.company({ name: 'Ascensores Sur' })
    await world.contract(['100.00'], { company_id: companyId })
    await world.contract(['20.00'])
    const answer = await send(client, await maker(), '/billing/runs', { until: '2026-01-31', company_id: companyId, site_id: '', kind: 'contract_line:maintenance' })
    answer.assertStatus(303)
    await queue.drain()
    const page = await client.get(answer.header('location')!).loginAs(await maker())
    for (const text of ['Ascensores Sur · Maintenance contracts', '€100.00']) page.assertTextIncludes(text)
    assert.notInclude(page.text(), '€20.00')
    ;(await client.get('/billing/runs').loginAs(await maker())).assertTextIncludes('Ascensores Sur · Maintenance contracts')

    const other = await client.post('/billing/runs').loginAs(await maker()).withCsrfToken().form({ until: '2026-01-31' })
    other.assertTextIncludes('is open and covers some of the same charges')
    ;(await send(client, await maker(), '/billing/runs', { until: '2026-01-31', company_id: 999999 })).assertStatus(422)
    ;(await send(client, await maker(), '/billing/runs', { until: '2026-01-31', kind: '<b>' })).assertStatus(422)
    ;(await send(client, await maker(), `${answer.header('location')}/discard`)).assertStatus(303)
    assert.equal((await world.charges()).length, 0)
  })

  test('a line and a proposal are held until a day with a reason, listed, and let go', async ({ assert, client }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const [charge] = await world.charges()
    const path = `/billing/runs/${run.id}/charges/${charge.id}/hold`
    ;(await client.get(path).loginAs(await maker())).assertTextIncludes('Hold until a day')
    ;(await send(client, await maker(), path, { held_until: '2999-01-01', reason: '' })).assertStatus(422)
    ;(await client.post(path).loginAs(await maker()).withCsrfToken().header('referer', path).form({ held_until: '2020-01-01', reason: 'Waiting' })).assertTextIncludes('Choose a day that lies ahead')
    ;(await send(client, await maker(), path, { held_until: '2999-01-01', reason: 'Order number missing' })).assertStatus(303)
    const [invoice] = await world.invoices()
    ;(await send(client, await maker(), `/billing/runs/${run.id}/invoices/${invoice.id}/hold`, { held_until: '2999-01-01', reason: 'All of it' })).assertStatus(303)

    for (const page of [`/billing/runs/${run.id}`, '/billing/holds']) (await client.get(page).loginAs(await maker())).assertTextIncludes('Order number missing')
    const [hold] = await db.from('charge_holds').orderBy('id')
    ;(await send(client, await maker(), `/billing/holds/${hold.id}?_method=DELETE`)).assertStatus(303)
    assert.deepEqual((await world.charges()).map(({ state }) => state), ['proposed', 'held'])
  })

  test('a proposal is split by its lines and merged', async ({ assert, client }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const [{ id }] = await world.invoices()
    const [charge] = await world.charges()
    const path = `/billing/runs/${run.id}/invoices/${id}/split`
    ;(await client.get(path).loginAs(await maker())).assertTextIncludes('Lines for the new invoice')
    ;(await send(client, await maker(), path)).assertStatus(422)
    ;(await send(client, await maker(), path, { 'lines[]': charge.id })).assertStatus(303)
    assert.equal((await world.invoices()).length, 2)
    const page = await client.get(`/billing/runs/${run.id}?only=split`).loginAs(await maker())
    page.assertTextIncludes('Split off')
    const off = (await world.invoices()).find(({ split }) => Number(split) > 0)!
    ;(await send(client, await maker(), `/billing/runs/${run.id}/invoices/${off.id}/split?_method=DELETE`)).assertStatus(303)
    assert.equal((await world.invoices()).length, 1)
  })

  test('a run is held against its rehearsal: what is new, gone and changed, and the money', async ({ assert, client }) => {
    const [one, two] = [await world.contract(['100.00']), await world.contract(['20.00'])]
    ;(await send(client, await maker(), '/billing/rehearsals', { until: '2026-01-31' })).assertStatus(303)
    await queue.drain()
    assert.equal((await world.charges()).length, 0)
    await world.change(one.lines[0], 'amend', '2026-01-01', { price: '130.00' })
    await db.from('service_contracts').where('id', two.id).update({ status: 'cancelled' })
    await world.contract(['7.00'])
    const run = await world.run('2026-01-31')
    const shown = async (query = '') => (await client.get(`/billing/runs/${run.id}/difference${query}`).loginAs(await maker())).text()
    const all = await shown()
    for (const text of ['1 added', '1 removed', '1 changed', '€7.00', '-€20.00', '€30.00']) assert.include(all, text)
    assert.include(await shown('?kind=changed'), '€130.00')
    assert.include(await shown('?kind=removed'), '€20.00')

    const page = await client.get(`/billing/runs/${run.id}`).loginAs(await maker())
    for (const text of ['31 of 31 days', 'Amended', 'price 130.00 EUR', `/service-contracts/lines/${one.lines[0]}`]) page.assertTextIncludes(text)
    const again = await world.run('2026-01-31')
    assert.equal(again.changes, 0)
    await world.contract(['9.00'])
    await world.run('2026-01-31')
    const since = await shown()
    for (const text of ['1 added', '€9.00', 'This run as it stood before']) assert.include(since, text)
    assert.notInclude(since, '1 removed')
  })

  test('none of it is for those who may only look', async ({ client }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const reader = await personWhoMay({ 'billing_run.view': 'all' })
    const page = await client.get(`/billing/runs/${run.id}`).loginAs(reader)
    page.assertStatus(200)
    for (const path of [`/billing/runs/${run.id}/discard`, '/billing/rehearsals', `/billing/runs/${run.id}/invoices/1/split`, `/billing/runs/${run.id}/charges/1/hold`]) {
      ;(await send(client, reader, path)).assertStatus(403)
    }
  })
})
