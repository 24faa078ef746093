import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type { Queue } from '#contracts/queue'
import { seenHash } from '#billing/queries/proposal_hash'
import User from '#identity/models/user'
import { atOnce } from '#shared/undertakings/at_once'
import { ownQueue } from '#tests/support/bell'
import BillingWorld from '#tests/support/billing_world'

test.group('Long work of billing behind a progress bar', (group) => {
  let world: BillingWorld
  let queue: Queue

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    queue = own.queue
    world = await BillingWorld.build()
    const { lines } = atOnce
    atOnce.lines = 0
    return () => {
      atOnce.lines = lines
      own.restore()
    }
  })

  const chief = () => User.findOrFail(world.approver.id)
  const get = async (client: ApiClient, path: string) => (await client.get(path).loginAs(await chief())).text()
  const send = async (client: ApiClient, path: string, form: object = {}) => client.post(path).loginAs(await chief()).withCsrfToken().redirects(0).form(form)

  test('an approval is under way until the queue has granted it, and a second one is told so', async ({ assert, client }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    const page = `/billing/runs/${run.id}`
    const asked = { revision: run.revision, lines: await seenHash(run.id) }
    ;(await send(client, `${page}/approval`, asked)).assertStatus(303)
    const shown = await get(client, page)
    for (const text of ['Being approved', `${world.approver.name} approves: every line is hashed`, 'up-poll', '<progress']) assert.include(shown, text)
    assert.notInclude(shown, `${page}/approval`)
    const second = await client.post(`${page}/approval`).loginAs(await chief()).withCsrfToken().header('referer', page).form(asked)
    second.assertTextIncludes('being approved at this moment')

    await queue.drain()
    const approved = await get(client, page)
    for (const text of ['Approved', 'Post to the ERP', `${page}/certificate`]) assert.include(approved, text)
    assert.notInclude(approved, '<progress')
  })

  test('an approval that is refused says by whom it was asked for and why', async ({ assert, client }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    await send(client, `/billing/runs/${run.id}/approval`, { revision: run.revision, lines: await seenHash(run.id) })
    await db.from('charges').where('billing_run_id', run.id).update({ unit_price: '99.00' })
    await queue.drain()

    const page = await get(client, `/billing/runs/${run.id}`)
    for (const text of ['To review', `The approval that ${world.approver.name} asked for`, 'has changed since you looked at it']) assert.include(page, text)
  })

  test('a run is held against a rehearsal once, and the answer stands until it is computed again', async ({ assert, client }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    await world.contract(['7.00'])
    await world.run('2026-01-31')
    const page = `/billing/runs/${run.id}/difference`
    assert.include(await get(client, page), 'Every line is compared with the rehearsal')
    await queue.drain()
    for (const text of ['1 added', '€7.00']) assert.include(await get(client, page), text)
    assert.equal(Number((await db.from('undertakings').count('* as n').firstOrFail()).n), 1)

    await world.contract(['9.00'])
    await world.run('2026-01-31')
    assert.include(await get(client, page), 'Every line is compared with the rehearsal')
  })

  test('the statement says when it was computed and is computed again when asked for', async ({ assert, client }) => {
    await world.contract(['100.00'])
    const page = '/reporting/unbilled?from=2026-01-01&to=2026-01-31'
    assert.include(await get(client, page), 'Everything is computed anew from the rules')
    ;(await client.get(page.replace('?', '/export/csv?')).loginAs(await chief()).redirects(0)).assertStatus(302)
    await queue.drain()
    for (const text of ['As of', '€100.00', 'Compute again']) assert.include(await get(client, page), text)

    await world.contract(['20.00'])
    assert.notInclude(await get(client, page), '€120.00')
    ;(await send(client, '/reporting/unbilled', { from: '2026-01-01', to: '2026-01-31', by: 'owner' })).assertStatus(303)
    await queue.drain()
    assert.include(await get(client, page), '€120.00')
    const file = await client.get(page.replace('?', '/export/csv?')).loginAs(await chief())
    assert.include(file.text(), 'EUR,20,0,0,0,0,0,0,20,1')
  })

  test('a month is closed by the queue, or says why it cannot be', async ({ assert, client }) => {
    const page = '/billing/months/2026-01'
    await world.contract(['100.00'])
    ;(await send(client, '/billing/months', { month: '2026-01' })).assertStatus(303)
    assert.include(await get(client, page), `${world.approver.name} closes the month`)
    await queue.drain()
    for (const text of ['neither billed, held nor left out', '1 record is left to settle']) assert.include(await get(client, page), text)

    await world.bill('2026-01-31')
    ;(await send(client, page)).assertStatus(303)
    await send(client, '/billing/months', { month: '2026-01' })
    await queue.drain()
    const closed = await get(client, page)
    for (const text of ['Everything stands as it was signed', world.approver.name]) assert.include(closed, text)
    assert.notInclude(closed, 'closes the month')
  })
})
