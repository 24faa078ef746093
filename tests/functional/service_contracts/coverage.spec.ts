import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import User from '#identity/models/user'
import CoverageRecords from '#tests/support/coverage_records'
import { personWhoMay, personWithRole } from '#tests/support/people'

const CHECK = '/service-contracts/coverage/check'
const DECISIONS = '/service-contracts/coverage/decisions'

const tokenOf = async (user: User) => (await User.accessTokens.create(user, ['read', 'write'])).value!.release()

test.group('Coverage in the browser', (group) => {
  let world: CoverageRecords
  let desk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await CoverageRecords.build()
    desk = await personWithRole('service_desk')
  })

  const asked = (more: Record<string, unknown> = {}) => ({
    'company_id': world.companyId,
    'item_id': world.itemId,
    'currency': 'EUR',
    'on': '2026-06-15',
    'at': '10:30',
    'lines[0][category]': 'part',
    'lines[0][quantity]': '1',
    'lines[0][amount]': '1000.00',
    ...more,
  })
  const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
  const newest = async () => Number((await db.from('coverage_decisions').orderBy('id', 'desc').firstOrFail()).id)

  test('the check explains in words who pays, why, and what is left, and writes nothing', async ({ client, assert }) => {
    const page = await client.get(CHECK).qs(asked()).loginAs(desk)
    page.assertStatus(200)
    for (const words of ['Partly covered', 'pays €500.00', 'its rule names exactly this item', '80 % of the line', 'left before', 'A limit on the amount has no more left', 'LIMIT_AMOUNT']) page.assertTextIncludes(words)
    assert.isEmpty(await db.from('coverage_decisions'))
  })

  test('a form as browsers send it, with its empty fields, is answered', async ({ client }) => {
    const blank = { 'skill_id': '', 'contract_id': '', 'lines[0][product_id]': '', 'lines[0][unit]': '', 'lines[0][component]': '', 'lines[1][category]': '', 'lines[1][product_id]': '', 'lines[1][quantity]': '1', 'lines[1][amount]': '' }
    const page = await client.get(CHECK).qs(asked(blank)).loginAs(desk)
    page.assertTextIncludes('pays €500.00')
  })

  test('another day is only a question: the contract had not started', async ({ client }) => {
    const page = await client.get(CHECK).qs(asked({ on: '2025-12-31' })).loginAs(desk)
    page.assertTextIncludes('it starts on')
    page.assertTextIncludes('NOT_STARTED')
  })

  test('a form filled in wrongly is shown again with what was typed', async ({ client }) => {
    const page = await client.get(CHECK).qs(asked({ 'lines[0][amount]': 'much' })).loginAs(desk)
    page.assertStatus(200)
    page.assertTextIncludes('aria-invalid')
    page.assertTextIncludes('much')
  })

  test('the explanation is there in Spanish and in Romanian', async ({ client }) => {
    for (const [locale, words] of [['es', 'Cubierto en parte'], ['ro', 'Acoperit parțial']] as const) {
      await desk.merge({ locale }).save()
      const page = await client.get(CHECK).qs(asked()).loginAs(desk)
      page.assertTextIncludes(words)
    }
  })

  test('a decision is kept, shown with its replay, printed, and used up', async ({ client, assert }) => {
    const kept = await send(client, desk, DECISIONS, asked())
    kept.assertStatus(303)
    const id = await newest()
    const page = await client.get(`${DECISIONS}/${id}`).loginAs(desk)
    page.assertStatus(200)
    page.assertTextIncludes('the same, byte for byte')
    const receipt = await client.get(`${DECISIONS}/${id}/receipt`).loginAs(desk)
    receipt.assertTextIncludes('SHA-256')

    const settled = await send(client, desk, `${DECISIONS}/${id}/settlement`)
    settled.assertStatus(303)
    assert.equal((await db.from('coverage_uses').where('coverage_decision_id', id).firstOrFail()).status, 'committed')
    const released = await client.delete(`${DECISIONS}/${id}/settlement`).loginAs(desk).withCsrfToken().redirects(0)
    released.assertStatus(422)
    assert.equal((await db.from('coverage_decisions').where('id', id).firstOrFail()).status, 'committed')
  })

  test('less was done than reserved: the form says so, and what is beyond is refused with a sentence', async ({ client, assert }) => {
    await send(client, desk, DECISIONS, asked({ 'lines[0][amount]': '500.00' }))
    const id = await newest()
    const settle = (amount: string) => send(client, desk, `${DECISIONS}/${id}/settlement`, { 'lines[0][line]': '1', 'lines[0][quantity]': '1', 'lines[0][amount]': amount })
    const beyond = await settle('600.00')
    beyond.assertStatus(422)
    beyond.assertTextIncludes('more than was reserved')
    ;(await settle('100.00')).assertStatus(303)

    const page = await client.get(`${DECISIONS}/${id}`).loginAs(desk)
    for (const words of ['What was done', 'pays €80.00', 'What was reserved', 'pays €400.00', 'the same, byte for byte']) page.assertTextIncludes(words)
    const receipt = await client.get(`${DECISIONS}/${id}/receipt`).loginAs(desk)
    receipt.assertTextIncludes('pays €80.00')
    assert.notInclude(receipt.text(), 'pays €400.00')
    assert.equal(Number((await db.from('coverage_uses').where({ coverage_decision_id: id, status: 'committed' }).firstOrFail()).used), 80_00)
  })

  test('an amount finer than its currency is said at its field', async ({ client }) => {
    const page = await client.get(CHECK).qs(asked({ 'currency': 'JPY', 'lines[0][amount]': '10.50' })).loginAs(desk)
    page.assertStatus(200)
    page.assertTextIncludes('aria-invalid')
  })

  test('who may only look may not reserve, and a company out of reach does not exist', async ({ client }) => {
    const looker = await personWhoMay({ 'coverage_decision.view': 'all', 'company.view': 'own', 'installed_item.view': 'all' })
    const refused = await send(client, looker, DECISIONS, asked())
    refused.assertStatus(403)
    const hidden = await client.get(CHECK).qs(asked()).loginAs(looker)
    hidden.assertStatus(404)
  })

  test('the item shows what covers it, the contract what it covers, the company the way to the check', async ({ client }) => {
    const item = await client.get(`/installed-base/items/${world.itemId}`).loginAs(desk)
    item.assertTextIncludes('Covered by C-T')
    item.assertTextIncludes(`${CHECK}?item_id=${world.itemId}`)
    await send(client, desk, DECISIONS, asked())
    const { number } = await db.from('coverage_decisions').firstOrFail()
    const after = await client.get(`/installed-base/items/${world.itemId}`).loginAs(desk)
    after.assertTextIncludes(number)
    after.assertTextIncludes(`${DECISIONS}?f_installed_item_id=${world.itemId}`)
    const contract = await client.get(`/service-contracts/contracts/${world.contractId}`).loginAs(desk)
    contract.assertTextIncludes('Set CARE, version 1')
    const company = await client.get(`/crm/companies/${world.companyId}`).loginAs(desk)
    company.assertTextIncludes(`${CHECK}?company_id=${world.companyId}`)
  })

  test('publishing shows what would have been, then lets contracts take it over', async ({ client, assert }) => {
    const clerk = await personWithRole('billing')
    await send(client, desk, DECISIONS, asked())
    await db.from('coverage_rules').update({ percent: '10' })
    const preview = await client.get(`/service-contracts/coverage-sets/${world.setId}/publication`).loginAs(clerk)
    preview.assertStatus(200)
    preview.assertTextIncludes('One decision would have been another')
    preview.assertTextIncludes('400.00 less')

    const published = await send(client, clerk, `/service-contracts/coverage-sets/${world.setId}/publication`, { reason: 'Agreed', apply_from: '2026-01-01' })
    published.assertStatus(303)
    assert.lengthOf(await db.from('contract_coverages').where('service_contract_id', world.contractId), 2)
    const set = await client.get(`/service-contracts/coverage-sets/${world.setId}`).loginAs(clerk)
    set.assertTextIncludes('Version 2')
  })

  test('a contract takes over another set, and the settings are kept', async ({ client, assert }) => {
    const clerk = await personWithRole('billing')
    const form = await client.get(`/service-contracts/contracts/${world.contractId}/coverage/new`).loginAs(clerk)
    form.assertStatus(200)
    const taken = await send(client, clerk, `/service-contracts/contracts/${world.contractId}/coverage`, { coverage_set_id: world.setId, valid_from: '2026-07-01' })
    taken.assertStatus(303)

    const settings = await client.get('/service-contracts/coverage/settings').loginAs(clerk)
    settings.assertStatus(200)
    const saved = await client.put('/service-contracts/coverage/settings').loginAs(clerk).withCsrfToken().redirects(0).form({ class_order: ['maintenance', 'warranty', 'points', 'billable'], percent_of: 'remaining', reservation_days: 10 })
    saved.assertStatus(303)
    assert.containSubset(await db.from('coverage_settings').firstOrFail(), { class_order: 'maintenance,warranty,points,billable', percent_of: 'remaining' })
  })
})

test.group('Coverage in the API', (group) => {
  let world: CoverageRecords
  let desk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await CoverageRecords.build()
    desk = await personWithRole('service_desk')
  })

  const body = (more: object = {}) => ({ company_id: world.companyId, item_id: world.itemId, currency: 'EUR', requested_at: '2026-06-15T08:30:00Z', lines: [{ category: 'part', quantity: '1', amount: '150.00' }], ...more })

  test('answers a decision with its inputs and writes nothing', async ({ client, assert }) => {
    const answer = await client.post('/api/v1/coverage/evaluate').bearerToken(await tokenOf(desk)).json(body())
    answer.assertStatus(200)
    assert.containSubset(answer.body().data.decision, { covered: '120.00', billable: '30.00' })
    assert.equal(answer.body().data.inputs.lines[0].amount, '150.00')
    assert.isEmpty(await db.from('coverage_decisions'))
  })

  test('says which field is wrong', async ({ client }) => {
    const answer = await client.post('/api/v1/coverage/evaluate').bearerToken(await tokenOf(desk)).json(body({ requested_at: 'yesterday' }))
    answer.assertStatus(422)
    answer.assertBodyContains({ errors: [{ field: 'requested_at' }] })
  })

  test('shows a kept decision with its replay', async ({ client, assert }) => {
    await client.post(DECISIONS).loginAs(desk).withCsrfToken().redirects(0).form({ 'company_id': world.companyId, 'item_id': world.itemId, 'currency': 'EUR', 'on': '2026-06-15', 'at': '10:30', 'lines[0][category]': 'part', 'lines[0][quantity]': '1', 'lines[0][amount]': '150.00' })
    const { id } = await db.from('coverage_decisions').firstOrFail()
    const answer = await client.get(`/api/v1/coverage/decisions/${id}`).bearerToken(await tokenOf(desk))
    assert.containSubset(answer.body().data, { status: 'reserved', decision: { covered: '120.00' }, replay: { is_identical: true } })
  })
})
