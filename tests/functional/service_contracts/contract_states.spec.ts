import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { calendarDate } from '#shared/calendar/calendar_date'
import User from '#identity/models/user'
import SettleStandings from '#service_contracts/actions/settle_standings'
import BillingWorld from '#tests/support/billing_world'
import { personWithRole } from '#tests/support/people'

const CONTRACTS = '/service-contracts/contracts'

test.group('The states of a contract', (group) => {
  let world: BillingWorld
  let clerk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    clerk = await User.findOrFail(world.maker.id)
  })

  const send = (client: ApiClient, path: string, form: object, by = clerk) => client.post(path).loginAs(by).withCsrfToken().redirects(0).form(form)
  const step = (client: ApiClient, id: number, name: string, reason = 'Agreed so') => send(client, `${CONTRACTS}/${id}/last-step`, { step: name, reason })
  const part = async (client: ApiClient, id: number) => (await client.get(`${CONTRACTS}/${id}?part=signing`).loginAs(clerk)).text()
  const statusOf = async (id: number) => (await db.from('service_contracts').where('id', id).firstOrFail()).status

  test('the drafts of a list come into force together, each that cannot with its reasons', async ({ assert, client }) => {
    const draft = { status: 'draft', former_number: null }
    const [ready, bare, running, other] = [
      await world.contract(['100.00'], { ...draft, title: 'Boilers' }),
      await world.contract([], { ...draft, title: 'Boilers' }),
      await world.contract(['100.00'], { title: 'Boilers' }),
      await world.contract(['100.00'], { ...draft, title: 'Pumps', needs_signature: true }),
    ]
    const number = async ({ id }: { id: number }) => (await db.from('service_contracts').where('id', id).firstOrFail()).number
    ;(await client.get(CONTRACTS).loginAs(clerk)).assertTextIncludes('Activate drafts')
    const page = (await client.get('/service-contracts/activations/new').loginAs(clerk)).text()
    for (const text of [await number(ready), 'add a line first', 'demands a signed contract']) assert.include(page, text)
    assert.notInclude(page, `>${await number(running)}`)
    const narrow = (await client.get('/service-contracts/activations/new').qs({ f_company_id: ready.companyId }).loginAs(clerk)).text()
    assert.include(narrow, await number(ready))
    assert.notInclude(narrow, await number(other))

    ;(await send(client, '/service-contracts/activations', { chosen: [ready.id, bare.id, other.id, running.id] })).assertStatus(303)
    assert.deepEqual(await Promise.all([ready, bare, running, other].map(({ id }) => statusOf(id))), ['active', 'draft', 'active', 'draft'])
    ;(await client.get('/service-contracts/activations/new').loginAs(await personWithRole('sales'))).assertStatus(403)
  })

  test('a draft is cancelled with a reason, a contract in force is not', async ({ assert, client }) => {
    const [draft, running] = [await world.contract(['100.00'], { status: 'draft' }), await world.contract(['100.00'])]
    assert.include(await part(client, draft.id), 'Cancel the draft')
    ;(await step(client, draft.id, 'cancel', 'x')).assertStatus(422)
    ;(await step(client, running.id, 'cancel')).assertStatus(422)
    ;(await step(client, draft.id, 'cancel', 'They chose somebody else')).assertStatus(303)
    assert.deepEqual([await statusOf(draft.id), await statusOf(running.id)], ['cancelled', 'active'])
    ;(await client.get(`${CONTRACTS}/${draft.id}/history`).loginAs(clerk)).assertTextIncludes('They chose somebody else')
    await world.run('2026-03-31')
    assert.isEmpty(await world.charges({ source_id: draft.lines[0] }))
  })

  test('a contract that has ended is closed once all of it is billed and no alert waits, stays as it is, and is opened again', async ({ assert, client }) => {
    const { id } = await world.contract(['100.00'], { ends_on: '2026-04-01' })
    ;(await step(client, id, 'close')).assertStatus(422)
    await new SettleStandings().handle(calendarDate('2026-04-02'))
    assert.include(await part(client, id), 'still to be billed or credited')
    ;(await step(client, id, 'close')).assertStatus(422)
    await world.bill('2026-04-30')
    await db.table('contract_alerts').insert({ service_contract_id: id, kind: 'order_line_changed', fact_key: 'x', terms: '{}', raised_at: '2026-04-02 00:00:00' })
    assert.include(await part(client, id), 'not settled yet')
    await db.from('contract_alerts').update({ settled_at: '2026-04-03 00:00:00' })

    ;(await step(client, id, 'close', 'All paid')).assertStatus(303)
    assert.equal(await statusOf(id), 'closed')
    const edit = await client.put(`${CONTRACTS}/${id}`).loginAs(clerk).withCsrfToken().header('referer', `${CONTRACTS}/${id}/edit`).form({ title: 'Other', version: '9' })
    assert.notEqual((await db.from('service_contracts').where('id', id).firstOrFail()).title, 'Other', edit.text().slice(0, 80))
    await new SettleStandings().handle(calendarDate('2026-06-01'))
    assert.equal(await statusOf(id), 'closed')
    ;(await step(client, id, 'reopen', 'Closed too early')).assertStatus(303)
    assert.equal(await statusOf(id), 'ended')
  })

  test('the schedule is looked at before and after the year round today, as far as the contract reaches', async ({ assert, client }) => {
    const { id } = await world.contract(['100.00'], { starts_on: '2020-01-01', ends_on: '2032-01-01', line: { starts_on: '2020-01-01' } })
    const page = async (query: object) => (await client.get(`${CONTRACTS}/${id}`).qs(query).loginAs(clerk)).text()
    const first = await page({})
    assert.include(first, 'window=-1')
    assert.include(first, 'window=1')
    const early = await page({ window: -3 })
    assert.include(early, '1 Jan 2020 – 31 Jan 2020')
    assert.notInclude(early, 'window=-4')
    assert.include(await page({ window: 3 }), '31 Dec 2031')
    assert.include(await page({ window: 'x' }), 'window=-1')
  })
})
