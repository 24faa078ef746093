import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import User from '#identity/models/user'
import BillingWorld from '#tests/support/billing_world'
import { indexValue, policyOnCpi } from '#tests/support/indexation'
import { personWhoMay } from '#tests/support/people'

const PATH = '/service-contracts/revaluations'

test.group('Revaluations in the browser', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    await world.contract(['100.00'], { starts_on: '2025-01-01', revaluation_policy_id: await policyOnCpi(), line: { starts_on: '2025-01-01' } })
    await indexValue('2024-12', '100')
    await indexValue('2025-12', '110', true)
  })

  const maker = () => User.findOrFail(world.maker.id)
  const approver = () => User.findOrFail(world.approver.id)
  const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
  const listed = async (client: ApiClient) => (await send(client, await maker(), PATH, { since: '2026-01-01', until: '2026-01-31' })).header('location')!

  test('are listed with their reasons, approved by somebody else and seen on the contract', async ({ assert, client }) => {
    const address = await listed(client)
    const page = await client.get(address).loginAs(await maker())
    for (const text of ['110', 'CPI', '2024-12', 'Provisional']) assert.include(page.text(), text)

    const { revision } = await db.from('revaluation_runs').firstOrFail()
    ;(await send(client, await approver(), `${address}/approval`, { revision })).assertStatus(303)
    const { id } = await db.from('service_contracts').firstOrFail()
    const contract = await client.get(`/service-contracts/contracts/${id}`).loginAs(await maker())
    for (const text of ['Revaluations', '110', 'CPI']) assert.include(contract.text(), text)
  })

  test('leave a price out with a reason, and take one back', async ({ assert, client }) => {
    const address = await listed(client)
    const { id } = await db.from('revaluation_proposals').firstOrFail()
    const exclusion = `${address}/proposals/${id}/exclusion`
    ;(await client.get(exclusion).loginAs(await maker())).assertTextIncludes('100')
    ;(await send(client, await maker(), exclusion, { reason: 'Agreed with the customer' })).assertStatus(303)
    ;(await client.get(`${address}?outcome=excluded`).loginAs(await maker())).assertTextIncludes('Agreed with the customer')

    await client.delete(exclusion).loginAs(await maker()).withCsrfToken().redirects(0)
    assert.equal((await db.from('revaluation_proposals').firstOrFail()).outcome, 'proposed')
    const { revision } = await db.from('revaluation_runs').firstOrFail()
    await send(client, await approver(), `${address}/approval`, { revision })
    const { id: applied } = await db.from('revaluation_proposals').firstOrFail()
    ;(await send(client, await approver(), `${address}/proposals/${applied}/reversal`, { reason: 'Wrong index' })).assertStatus(303)
    assert.equal((await db.from('revaluation_proposals').firstOrFail()).outcome, 'reversed')
  })

  test('are for people with the permission only; who may not approve is told so', async ({ client }) => {
    const address = await listed(client)
    ;(await client.get(PATH).loginAs(await personWhoMay({}))).assertStatus(403)
    ;(await send(client, await maker(), `${address}/approval`, { revision: 1 })).assertStatus(403)
    ;(await client.get(`${PATH}/999999`).loginAs(await maker())).assertStatus(404)
  })

  test('an index refuses a second value of a kind for a month, and a month nobody knows', async ({ assert, client }) => {
    const clerk = await maker()
    const { id } = await db.from('price_indices').firstOrFail()
    const value = (form: object) => client.post('/service-contracts/index-values').loginAs(clerk).withCsrfToken().header('referer', '/service-contracts/index-values/new').form({ price_index_id: id, value: '111', ...form })

    ;(await value({ month: '2024-12' })).assertTextIncludes('has a value of this kind for this month already')
    ;(await value({ month: '2024-13' })).assertTextIncludes('written YYYY-MM')
    await value({ month: '2025-12' })
    assert.lengthOf(await db.from('index_values').where('month', '2025-12'), 2)
  })
})
