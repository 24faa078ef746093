import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type { Queue } from '#contracts/queue'
import User from '#identity/models/user'
import { ownQueue } from '#tests/support/bell'
import { seenHash } from '#billing/queries/proposal_hash'
import BillingWorld from '#tests/support/billing_world'
import { personWhoMay } from '#tests/support/people'

test.group('Billing runs in the browser', (group) => {
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
  const approver = () => User.findOrFail(world.approver.id)
  const stranger = () => personWhoMay({})
  const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)

  test('a run is computed by the queue and its page shows every proposal with its reasons', async ({ assert, client }) => {
    const companyId = await world.company({ name: 'Talleres Núñez' })
    await world.contract(['100.00'], { company_id: companyId })
    const answer = await send(client, await maker(), '/billing/runs', { until: '2026-01-31' })
    answer.assertStatus(303)
    await queue.drain()

    const page = await client.get(answer.header('location')!).loginAs(await maker())
    page.assertStatus(200)
    for (const text of ['Talleres Núñez', 'Service 1', '€100.00', 'To review']) assert.include(page.text(), text)
    const list = await client.get('/billing/runs').loginAs(await maker())
    list.assertTextIncludes('To review')
  })

  test('a run until a day that does not exist is asked for again', async ({ client }) => {
    const answer = await send(client, await maker(), '/billing/runs', { until: '2026-02-30' })
    answer.assertStatus(422)
  })

  test('while a run is computed a second one is refused with a sentence', async ({ client }) => {
    await world.contract(['100.00'])
    await send(client, await maker(), '/billing/runs', { until: '2026-01-31' })
    const again = await client.post('/billing/runs').loginAs(await maker()).withCsrfToken().form({ until: '2026-01-31' })
    again.assertTextIncludes('being computed at this moment')
  })

  test('a line is left out with a reason and taken back in', async ({ assert, client }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const [charge] = await world.charges()
    const path = `/billing/runs/${run.id}/charges/${charge.id}/exclusion`
    ;(await client.get(path).loginAs(await maker())).assertTextIncludes('Leave this line out')
    ;(await send(client, await maker(), path, { reason: '' })).assertStatus(422)
    ;(await send(client, await maker(), path, { reason: 'Disputed' })).assertStatus(303)
    ;(await client.get(`/billing/runs/${run.id}`).loginAs(await maker())).assertTextIncludes('Disputed')

    const back = await send(client, await maker(), `${path}?_method=DELETE`)
    back.assertStatus(303)
    assert.equal((await world.charges({ state: 'proposed' })).length, 2)
  })

  test('the second person approves what was seen and releases it for posting', async ({ assert, client }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    ;(await send(client, await approver(), `/billing/runs/${run.id}/approval`, { revision: run.revision, lines: await seenHash(run.id) })).assertStatus(303)
    ;(await send(client, await approver(), `/billing/runs/${run.id}/posting`)).assertStatus(303)
    await queue.drain()

    const page = await client.get(`/billing/runs/${run.id}`).loginAs(await approver())
    for (const text of [world.approver.name, 'Post again', `/billing/runs/${run.id}/certificate`]) assert.include(page.text(), text)
    const [invoice] = await world.invoices()
    const shown = await client.get(`/billing/invoices/${invoice.id}`).loginAs(await approver())
    shown.assertTextIncludes('Create it there, sync, and post again')
  })

  test('the maker is told that somebody else approves, and a changed run has to be looked at again', async ({ client }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    const both = await personWhoMay({ 'billing_run.view': 'all', 'billing_run.run': 'all', 'billing_run.approve': 'all' })
    await db.from('billing_runs').where('id', run.id).update({ made_by_id: both.id })
    const lines = await seenHash(run.id)
    const approve = (user: User, revision: number) => client.post(`/billing/runs/${run.id}/approval`).loginAs(user).withCsrfToken().form({ revision, lines }).header('referer', `/billing/runs/${run.id}`)

    ;(await approve(both, run.revision)).assertTextIncludes('somebody else has to approve')
    ;(await approve(await approver(), run.revision + 7)).assertTextIncludes('has changed since you looked')
    await db.from('charges').where('billing_run_id', run.id).update({ unit_price: '99.00' })
    ;(await approve(await approver(), run.revision)).assertTextIncludes('has changed since you looked')
  })

  test('a refused invoice is withdrawn with a reason', async ({ assert, client }) => {
    await world.contract(['100.00'])
    await world.bill('2026-01-31')
    const [{ id }] = await world.invoices()
    await db.from('invoices').where('id', id).update({ status: 'refused' })
    const path = `/billing/invoices/${id}/withdrawal`
    ;(await send(client, await maker(), path, { reason: '' })).assertStatus(422)
    ;(await send(client, await maker(), path, { reason: 'Wrong company' })).assertStatus(303)

    assert.equal((await world.invoices())[0].status, 'withdrawn')
    const again = await client.post(path).loginAs(await maker()).withCsrfToken().form({ reason: 'Once more' })
    again.assertTextIncludes('Only an invoice that the ERP refused')
  })

  test('the company’s choices are saved by whoever may configure', async ({ assert, client }) => {
    const chief = await personWhoMay({ 'billing_run.configure': 'all' })
    ;(await client.get('/billing/settings').loginAs(chief)).assertStatus(200)
    const save = (form: object) => client.put('/billing/settings').loginAs(chief).withCsrfToken().redirects(0).form(form)
    ;(await save({ anomaly_percent: 0 })).assertStatus(422)
    ;(await save({ anomaly_percent: 35, allows_own_approval: 'on' })).assertStatus(303)
    const saved = await db.from('billing_settings').firstOrFail()
    assert.deepEqual([Boolean(saved.allows_own_approval), Number(saved.anomaly_percent)], [true, 35])
  })

  test('who lacks the permission is told so, and what is not there is not found', async ({ client }) => {
    const [none, clerk] = [await stranger(), await maker()]
    for (const path of ['/billing/runs', '/billing/runs/1', '/billing/settings', '/billing/runs/1/charges/1/exclusion', '/billing/invoices', '/billing/charges']) {
      ;(await client.get(path).loginAs(none)).assertStatus(403)
    }
    for (const path of ['/billing/runs', '/billing/runs/1/approval', '/billing/runs/1/posting', '/billing/runs/1/charges/1/exclusion', '/billing/invoices/1/withdrawal']) {
      ;(await send(client, none, path)).assertStatus(403)
    }
    for (const path of ['/billing/runs/999999', '/billing/runs/999999/charges/1/exclusion', '/billing/invoices/999999', '/billing/charges/999999']) {
      ;(await client.get(path).loginAs(clerk)).assertStatus(404)
    }
    ;(await send(client, clerk, '/billing/runs/999999/charges/1/exclusion', { reason: 'None' })).assertStatus(404)
    ;(await send(client, clerk, '/billing/invoices/999999/withdrawal', { reason: 'None' })).assertStatus(404)
    const second = await approver()
    ;(await send(client, second, '/billing/runs/999999/approval', { revision: 1, lines: 'a'.repeat(64) })).assertStatus(404)
    ;(await send(client, second, '/billing/runs/999999/posting')).assertStatus(404)
  })
})
