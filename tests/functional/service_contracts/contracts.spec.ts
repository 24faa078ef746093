import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import BillingWorld from '#tests/support/billing_world'
import ContractWorld from '#tests/support/contract_world'
import { personWhoMay } from '#tests/support/people'

const CONTRACTS = '/service-contracts/contracts'

test.group('Contracts in the browser', (group) => {
  let world: BillingWorld
  let clerk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    clerk = await personWhoMay({ 'service_contract.view': 'all', 'service_contract.create': 'all', 'service_contract.edit': 'all', 'contract_line.view': 'all', 'contract_line.create': 'all', 'contract_line.edit': 'all', 'contract_line.delete': 'all', 'company.view': 'all', 'contract_model.view': 'all', 'contract_model.create': 'all' })
  })

  const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
  const status = async (id: number) => (await db.from('service_contracts').where('id', id).firstOrFail()).status

  const typed = (companyId: number, more: object = {}) => ({
    title: 'Care of the boiler',
    company_id: companyId,
    kind: 'maintenance',
    currency: 'EUR',
    starts_on: '2026-01-01',
    period_unit: 'month',
    period_count: 1,
    mode: 'advance',
    anchor: 'start',
    lead_days: 0,
    lag_days: 0,
    first_partial: 'short',
    last_partial: 'short',
    proration: 'actual',
    free_days: 0,
    grouping: 'customer',
    renewal_mode: 'none',
    notice_count: 3,
    notice_unit: 'month',
    renewal_lines: 'extend',
    ...more,
  })

  test('a contract is entered as a draft, gets a line, is activated and shows its schedule', async ({ assert, client }) => {
    const answer = await send(client, clerk, CONTRACTS, typed(await world.company()))
    answer.assertStatus(303)
    const path = answer.header('location')!
    const id = Number(path.split('/').at(-1))
    assert.equal(await status(id), 'draft')

    ;(await client.post(`${path}/activation`).loginAs(clerk).withCsrfToken().header('referer', path)).assertTextIncludes('add a line first')
    const line = { service_contract_id: id, description: 'Boiler 1', quantity: '1', unit_price: '100.00', starts_on: '2026-01-01' }
    ;(await send(client, clerk, '/service-contracts/lines', line)).assertStatus(303)
    ;(await send(client, clerk, `${path}/activation`)).assertStatus(303)
    assert.equal(await status(id), 'active')

    const page = await client.get(path).loginAs(clerk)
    page.assertStatus(200)
    for (const text of ['Care of the boiler', 'Boiler 1', '€100.00']) assert.include(page.text(), text)
  })

  test('a contract that could not be billed is refused beside its field', async ({ client }) => {
    const companyId = await world.company()
    ;(await send(client, clerk, CONTRACTS, typed(companyId, { currency: 'XXZ' }))).assertStatus(422)
    const ended = await client.post(CONTRACTS).loginAs(clerk).withCsrfToken().form(typed(companyId, { ends_on: '2025-12-31' }))
    ended.assertStatus(422)
    ended.assertTextIncludes('after the start')
    ;(await send(client, clerk, CONTRACTS, typed(companyId, { period_count: 0 }))).assertStatus(422)
  })

  test('what was billed is changed by a dated change only', async ({ client }) => {
    const { lines } = await world.contract(['100.00'])
    await world.bill('2026-01-31')
    const line = await db.from('contract_lines').where('id', lines[0]).firstOrFail()
    const edit = (form: object) => client.put(`/service-contracts/lines/${lines[0]}`).loginAs(clerk).withCsrfToken().form({ service_contract_id: line.service_contract_id, description: line.description, quantity: '1', unit_price: '100.00', starts_on: '2026-01-01', version: line.version, ...form })
    ;(await edit({ unit_price: '90.00' })).assertTextIncludes('record a change')
    ;(await edit({ description: 'Other words' })).assertStatus(200)
    ;(await client.delete(`/service-contracts/lines/${lines[0]}`).loginAs(clerk).withCsrfToken()).assertTextIncludes('record a change')
  })

  test('a dated change is recorded and the next run bills it', async ({ assert, client }) => {
    const { id } = await world.contract(['100.00'])
    ;(await client.get(`${CONTRACTS}/${id}/changes/new`).loginAs(clerk)).assertStatus(200)
    const change = { kind: 'amend', on: '2026-02-01', price: '120.00', reason: 'Agreed in January' }
    ;(await send(client, clerk, `${CONTRACTS}/${id}/changes`, change)).assertStatus(303)
    await world.run('2026-02-28')

    assert.deepEqual((await world.charges()).map(({ net_cents: net }) => Number(net)), [10_000, 12_000])
    ;(await client.get(`${CONTRACTS}/${id}`).loginAs(clerk)).assertTextIncludes('Agreed in January')
  })

  for (const [kind, form] of Object.entries({ suspend: {}, terminate: { credit: 'refund' }, revalue: { pct: '3.5' } })) {
    test(`the change "${kind}" is recorded`, async ({ assert, client }) => {
      const { id } = await world.contract(['100.00'])
      ;(await send(client, clerk, `${CONTRACTS}/${id}/changes`, { kind, on: '2026-02-01', reason: 'Agreed', ...form })).assertStatus(303)
      assert.equal((await db.from('contract_line_events').firstOrFail()).kind, kind)
    })
  }

  test('a change without a reason, a day or its figure is asked for again', async ({ assert, client }) => {
    const { id } = await world.contract(['100.00'])
    const path = `${CONTRACTS}/${id}/changes`
    for (const form of [{ kind: 'suspend', on: '2026-02-01' }, { kind: 'suspend', reason: 'Agreed' }, { kind: 'revalue', on: '2026-02-01', reason: 'Agreed' }, { kind: 'sell', on: '2026-02-01', reason: 'Agreed' }]) {
      ;(await send(client, clerk, path, form)).assertStatus(422)
    }
    const outside = await client.post(path).loginAs(clerk).withCsrfToken().form({ kind: 'amend', on: '2025-01-01', price: '1', reason: 'Agreed' })
    outside.assertTextIncludes('outside the contract')
    assert.lengthOf(await db.from('contract_line_events'), 0)
  })

  test('an alert about an order is listed, settled, and gone', async ({ client }) => {
    const sold = await ContractWorld.build()
    await sold.order()
    await sold.order({ quantity: '3' })
    const [alert] = await sold.alerts()
    ;(await client.get('/service-contracts/alerts').loginAs(clerk)).assertTextIncludes('SO1')
    ;(await send(client, clerk, `${CONTRACTS}/${alert.service_contract_id}/alerts/${alert.id}/settlement`)).assertStatus(303)
    ;(await send(client, clerk, `${CONTRACTS}/${alert.service_contract_id}/alerts/999999/settlement`)).assertStatus(404)
  })

  test('what an order line changed to is proposed as a change, and recording it settles the report', async ({ assert, client }) => {
    const sold = await ContractWorld.build()
    await sold.order()
    await sold.order({ quantity: '3' })
    const [alert] = await sold.alerts()
    const contract = `${CONTRACTS}/${alert.service_contract_id}`
    ;(await client.get(contract).loginAs(clerk)).assertTextIncludes(`changes/new?alert=${alert.id}`)
    const form = await client.get(`${contract}/changes/new?alert=${alert.id}`).loginAs(clerk)
    assert.match(form.text(), /name="quantity"[^>]*value="3"|value="3"[^>]*name="quantity"/)

    const [line] = await sold.lines()
    ;(await send(client, clerk, `${contract}/changes`, { kind: 'amend', on: '2026-03-01', line_id: line.id, quantity: '3', reason: 'SO1', alert_id: alert.id })).assertStatus(303)
    assert.isNotNull((await sold.alerts())[0].settled_at)
    assert.equal((await db.from('contract_line_events').where('contract_line_id', line.id).firstOrFail()).kind, 'amend')
  })

  test('who lacks the permission is told so, and what is not there is not found', async ({ client }) => {
    const { id } = await world.contract(['100.00'])
    const none = await personWhoMay({})
    for (const path of [CONTRACTS, `${CONTRACTS}/${id}`, `${CONTRACTS}/${id}/changes/new`, '/service-contracts/alerts', '/service-contracts/models', '/service-contracts/lines']) {
      ;(await client.get(path).loginAs(none)).assertStatus(403)
    }
    for (const verb of ['activation', 'changes', 'alerts/1/settlement']) {
      ;(await send(client, none, `${CONTRACTS}/${id}/${verb}`)).assertStatus(403)
      ;(await send(client, clerk, `${CONTRACTS}/999999/${verb}`, { kind: 'suspend', on: '2026-02-01', reason: 'Agreed' })).assertStatus(404)
    }
    ;(await client.get(`${CONTRACTS}/999999`).loginAs(clerk)).assertStatus(404)
    ;(await client.get(`${CONTRACTS}/999999/changes/new`).loginAs(clerk)).assertStatus(404)
  })

  test('a contract of others does not exist for somebody who sees only their own', async ({ client }) => {
    const { id } = await world.contract(['100.00'])
    const own = await personWhoMay({ 'service_contract.view': 'own', 'service_contract.edit': 'own' })
    ;(await client.get(`${CONTRACTS}/${id}`).loginAs(own)).assertStatus(404)
    ;(await send(client, own, `${CONTRACTS}/${id}/activation`)).assertStatus(404)
  })

  test('a change is tried before it is recorded: the bills before and after, and nothing is written', async ({ assert, client }) => {
    const { id } = await world.contract(['100.00'])
    await world.bill('2026-03-31')
    const tried = { kind: 'amend', on: '2026-03-01', price: '150.00' }
    const page = await send(client, clerk, `${CONTRACTS}/${id}/changes/rehearsal`, tried)

    page.assertStatus(200)
    for (const text of ['-€100.00', '€150.00', 'Difference', 'value="150.00"']) assert.include(page.text(), text)
    assert.lengthOf(await db.from('contract_line_events'), 0)
    assert.lengthOf(await db.from('charges'), 3)

    const asOfJanuary = await send(client, clerk, `${CONTRACTS}/${id}/changes/rehearsal`, { ...tried, recorded_on: '2026-01-15' })
    assert.notInclude(asOfJanuary.text(), '-€100.00')
  })

  test('a change that is impossible is refused when it is tried, too', async ({ client }) => {
    const { id } = await world.contract(['100.00'])
    const path = `${CONTRACTS}/${id}/changes`
    const answer = await client.post(`${path}/rehearsal`).loginAs(clerk).withCsrfToken().header('referer', `${path}/new`).form({ kind: 'resume', on: '2026-03-01' })

    answer.assertTextIncludes('nothing to resume')
  })
})
