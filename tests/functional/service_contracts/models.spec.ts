import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import ContinueModelMove from '#service_contracts/actions/continue_model_move'
import type User from '#identity/models/user'
import BillingWorld from '#tests/support/billing_world'
import ContractWorld from '#tests/support/contract_world'
import { personWhoMay, personWithRole } from '#tests/support/people'

const CONTRACTS = '/service-contracts/contracts'
const MODELS = '/service-contracts/models'

test.group('Contract models in the browser', (group) => {
  let world: BillingWorld
  let sold: ContractWorld
  let clerk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    ;[world, sold] = [await BillingWorld.build(), await ContractWorld.build({ birth: 'draft' })]
    clerk = await personWithRole('billing')
  })

  const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
  const model = () => db.from('contract_models').where('code', 'CARE').firstOrFail()
  const versions = () => db.from('contract_model_versions').orderBy('number')
  const idOf = (location: string) => Number(location.split('/').at(-1))

  async function priced(price = '100.00'): Promise<string> {
    const { id } = await model()
    await db.table('contract_model_lines').insert({ contract_model_id: id, description: 'Care', quantity: '1', unit_price: price, version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    return `${MODELS}/${id}`
  }

  /** What the form of a new contract from a model says, as a browser sends it back. */
  async function filledForm(client: ApiClient, modelId: number): Promise<Record<string, string>> {
    const page = (await client.get(`${CONTRACTS}/new`).qs({ contract_model_id: modelId, company_id: await world.company(), starts_on: '2026-01-01' }).loginAs(clerk)).text()
    const form = page.slice(page.indexOf(`action="${CONTRACTS}"`))
    const values: Record<string, string> = {}
    for (const [, tag] of form.matchAll(/<input ([^>]*)>/g)) {
      const [name, value] = [/name="(\w+)"/.exec(tag)?.[1], /value="([^"]*)"/.exec(tag)?.[1]]
      if (name && value && !tag.includes('checkbox')) values[name] = value
    }
    for (const [, name, body] of form.matchAll(/<select[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g)) {
      const chosen = /<option value="([^"]+)" selected/.exec(body)?.[1]
      if (chosen) values[name] = chosen
    }
    return values
  }

  async function born(client: ApiClient, more: object = {}): Promise<number> {
    const { id } = await model()
    const answer = await send(client, clerk, CONTRACTS, { ...(await filledForm(client, id)), ...more })
    answer.assertStatus(303)
    return idOf(answer.header('location')!)
  }

  test('a model is published as numbered versions, and two of them are compared in words', async ({ assert, client }) => {
    const path = await priced()
    ;(await send(client, clerk, `${path}/versions`, { reason: 'First' })).assertStatus(303)
    ;(await send(client, clerk, `${path}/versions`)).assertStatus(422)
    await db.from('contract_models').update({ duration_months: 24, mode: 'arrears' })
    await db.from('contract_model_lines').update({ unit_price: '120.00' })
    ;(await client.get(path).loginAs(clerk)).assertTextIncludes('Changed since the last version')
    ;(await send(client, clerk, `${path}/versions`, { reason: 'Dearer' })).assertStatus(303)

    assert.deepEqual((await versions()).map(({ number, reason }) => [number, reason]), [[1, 'First'], [2, 'Dearer']])
    const page = (await client.get(`${path}/versions`).loginAs(clerk)).text()
    for (const text of ['Duration in months', 'In advance', 'In arrears', 'Care: 1 × 100.00', 'Care: 1 × 120.00']) assert.include(page, text)
  })

  test('picking a model fills every term, and saving brings its price lines and remembers its version', async ({ assert, client }) => {
    await priced()
    await db.from('contract_models').update({ period_unit: 'quarter', mode: 'arrears', lead_days: 3, grouping: 'item' })
    const id = await born(client, { lead_days: '5' })
    const contract = await db.from('service_contracts').where('id', id).firstOrFail()
    assert.include(contract, { title: 'Care plan', period_unit: 'quarter', mode: 'arrears', lead_days: 5, grouping: 'item', starts_on: '2026-01-01', ends_on: '2027-01-01' })
    const [version] = await versions()
    assert.equal(Number(contract.contract_model_version_id), Number(version.id))
    const lines = await db.from('contract_lines').where('service_contract_id', id)
    assert.deepEqual(lines.map(({ description, unit_price: price, starts_on: start }) => [description, price, start]), [['Care', '100.00', '2026-01-01']])
    ;(await client.get(`${CONTRACTS}/${id}`).qs({ part: 'model' }).loginAs(clerk)).assertTextIncludes('version 1 of its model')
  })

  test('an order line is born with the published version, not with what was changed since', async ({ assert }) => {
    await sold.order()
    await db.from('contract_models').update({ period_unit: 'year', period_count: 1 })
    await sold.mirror('order', { ...(await orderAgain()), id: '2', number: 'SO2' })
    const contracts = await sold.contracts()
    assert.deepEqual(contracts.map(({ period_unit: unit }) => unit), ['month', 'month'])
    assert.equal(new Set(contracts.map(({ contract_model_version_id: id }) => id)).size, 1)
  })

  test('a contract keeps its model once it is in force, and a currency is one that exists', async ({ client }) => {
    await priced()
    const id = await born(client)
    const form = { ...(await filledForm(client, (await model()).id)), version: '1' }
    const edit = (more: object) => client.put(`${CONTRACTS}/${id}`).loginAs(clerk).withCsrfToken().header('referer', `${CONTRACTS}/${id}/edit`).form({ ...form, ...more })
    ;(await edit({ currency: 'XXZ' })).assertTextIncludes('not the code of a currency')
    ;(await edit({ ends_on: '2025-01-01' })).assertTextIncludes('after the start')
    ;(await edit({ kind: 'points' })).assertTextIncludes('of another kind')
    await db.from('service_contracts').where('id', id).update({ status: 'active' })
    ;(await edit({ contract_model_id: '' })).assertTextIncludes('in force stays')
  })

  test('contracts move to a newer version as dated changes, shown in money first, and a second time nothing happens', async ({ assert, client }) => {
    const path = await priced()
    const [kept, moved, draft] = [await born(client), await born(client), await born(client)]
    await db.from('service_contracts').whereIn('id', [kept, moved]).update({ status: 'active' })
    await db.from('contract_lines').where('service_contract_id', kept).update({ unit_price: '80.00' })
    await db.from('contract_model_lines').update({ unit_price: '120.00' })
    await db.from('contract_models').update({ grouping: 'item' })
    await send(client, clerk, `${path}/versions`)

    const page = (await client.get(`${path}/moves`).qs({ on: '2026-07-01' }).loginAs(clerk)).text()
    for (const text of ['Care: 1 × 100.00 → Care: 1 × 120.00', '€1,200.00', '€1,320.00', '€120.00', 'Stays as agreed']) assert.include(page, text)
    assert.lengthOf(await db.from('contract_line_events'), 0)

    ;(await send(client, clerk, `${path}/moves`, { on: '2026-07-01' })).assertStatus(303)
    ;(await client.get(`${path}/moves`).loginAs(clerk)).assertTextIncludes('Contracts moved')
    const move = await db.from('contract_model_moves').firstOrFail()
    await new ContinueModelMove().handle(Number(move.id))
    const done = await db.from('contract_model_moves').firstOrFail()
    assert.include(done, { state: 'done', moved: 3, kept: 0, open_key: null })

    const events = await db.from('contract_line_events').join('contract_lines', 'contract_lines.id', 'contract_line_id').select('service_contract_id', 'happens_on', 'kind', 'terms')
    assert.deepEqual(events.map((event) => [Number(event.service_contract_id), event.happens_on, JSON.parse(event.terms)]), [[moved, '2026-07-01', { price: '120.00' }]])
    assert.equal((await db.from('contract_lines').where('service_contract_id', draft).firstOrFail()).unit_price, '120.00')
    assert.deepEqual((await db.from('service_contracts').whereIn('id', [kept, moved, draft])).map(({ grouping }) => grouping), ['item', 'item', 'item'])

    ;(await send(client, clerk, `${path}/moves`, { on: '2026-07-01' })).assertStatus(422)
    await new ContinueModelMove().handle(Number(move.id))
    assert.lengthOf(await db.from('contract_line_events'), 1)
  })

  test('people, activities and order numbers stand on the contract, and each person finds it', async ({ assert, client }) => {
    const id = await born(client)
    const contract = await db.from('service_contracts').where('id', id).firstOrFail()
    const colleague = await personWithRole('service_desk')
    const at = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
    const [contactId] = await db.table('contacts').insert({ company_id: contract.company_id, last_name: 'Ruiz', ...at })
    const [strangerId] = await db.table('contacts').insert({ company_id: await world.company(), last_name: 'Vidal', ...at })
    const person = (form: object) => send(client, clerk, '/service-contracts/people', { service_contract_id: id, role: 'technical', ...form })
    ;(await person({ user_id: colleague.id })).assertStatus(303)
    ;(await person({ contact_id: contactId })).assertStatus(303)
    for (const wrong of [{}, { user_id: colleague.id }, { contact_id: strangerId }, { user_id: colleague.id, contact_id: contactId }]) (await person(wrong)).assertStatus(422)
    const activity = (form: object) => send(client, clerk, '/service-contracts/activities', { service_contract_id: id, subject: 'Call', kind: 'call', due_on: '2026-03-01', progress: 0, owner_id: colleague.id, ...form })
    for (const progress of [0, 50, 100]) (await activity({ progress })).assertStatus(303)
    ;(await activity({ starts_on: '2026-04-01' })).assertStatus(422)
    const order = (form: object) => send(client, clerk, '/service-contracts/orders', { service_contract_id: id, number: 'PO-1', ...form })
    ;(await order({ to_on: '2026-06-01' })).assertStatus(303)
    ;(await order({ number: 'PO-2', from_on: '2026-05-31' })).assertStatus(422)
    ;(await order({ number: 'PO-2', from_on: '2026-06-01' })).assertStatus(303)

    const page = (await client.get(`${CONTRACTS}/${id}`).qs({ part: 'people' }).loginAs(clerk)).text()
    for (const text of ['Ruiz', colleague.fullName, '50 / 100', 'Technical']) assert.include(page, text)
    ;(await client.get('/service-contracts/mine').loginAs(colleague)).assertTextIncludes(contract.number)
    ;(await client.get(`/crm/contacts/${contactId}`).loginAs(clerk)).assertTextIncludes(contract.number)
    assert.notInclude((await client.get('/service-contracts/mine').loginAs(await personWithRole('service_desk'))).text(), contract.number)
    for (const part of ['documents', 'signing', 'invoices', 'model', 'unknown']) (await client.get(`${CONTRACTS}/${id}`).qs({ part }).loginAs(clerk)).assertStatus(200)
  })

  test('who may not change models is told so', async ({ client }) => {
    const path = await priced()
    const none = await personWhoMay({ 'contract_model.view': 'all' })
    ;(await send(client, none, `${path}/versions`)).assertStatus(403)
    ;(await send(client, none, `${path}/moves`, { on: '2026-07-01' })).assertStatus(403)
    ;(await client.get(`${path}/moves`).loginAs(none)).assertStatus(403)
  })
})

async function orderAgain() {
  const { erpOrder } = await import('#tests/support/erp_records')
  const { calendarDate } = await import('#shared/calendar/calendar_date')
  return erpOrder('2', '10', 'care', { orderedOn: calendarDate('2026-01-20') })
}
