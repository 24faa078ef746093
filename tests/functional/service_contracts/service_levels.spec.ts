import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { calendarDate } from '#shared/calendar/calendar_date'
import MapImport from '#shared/records/imports/actions/map_import'
import CheckImport from '#shared/records/imports/actions/check_import'
import StartImport from '#shared/records/imports/actions/start_import'
import ContinueModelMove from '#service_contracts/actions/continue_model_move'
import { serviceLevelHistory, serviceLevelOn } from '#service_contracts/queries/service_levels'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import type User from '#identity/models/user'
import BillingWorld from '#tests/support/billing_world'
import ContractWorld from '#tests/support/contract_world'
import { english } from '#tests/support/gadgets'
import { fileOf, written } from '#tests/support/importing'
import { personWithRole } from '#tests/support/people'

const LEVELS = '/service-contracts/service-levels'
const AT = '2026-01-01 00:00:00'

test.group('Service levels', (group) => {
  let world: BillingWorld
  let sold: ContractWorld
  let clerk: User
  let calendarId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    ;[world, sold] = [await BillingWorld.build(), await ContractWorld.build()]
    clerk = await personWithRole('billing')
    const week = { monday: '08:00-12:00, 13:00-17:00', tuesday: '08:00-17:00' }
    const [id] = await db.table('hours_calendars').insert({ code: 'H', name: 'Hours', time_zone: 'Europe/Madrid', ...week, version: 1, created_at: AT, updated_at: AT })
    calendarId = Number(id)
  })

  const send = (client: ApiClient, path: string, form: object = {}) => client.post(path).loginAs(clerk).withCsrfToken().redirects(0).form(form)
  const level = async (code: string, targets: object): Promise<number> => {
    const [id] = await db.table('service_levels').insert({ code, name: code, hours_calendar_id: calendarId, pauses_customer: true, is_active: true, version: 1, created_at: AT, updated_at: AT, ...targets })
    return Number(id)
  }
  const model = () => db.from('contract_models').where('code', 'CARE').firstOrFail()
  const response = async (contractId: number, day = '2026-02-01') => (await serviceLevelOn(contractId, calendarDate(day)))?.terms.targets[1].response ?? null

  test('is entered with its targets, which are written alike, and refused where nobody could keep it', async ({ assert, client }) => {
    const form = { code: 'GOLD', name: 'Gold', hours_calendar_id: calendarId, response_1: '90m', resolution_1: '8 h', pauses_customer: '1' }
    const refused = async (more: object, text: string) => (await client.post(LEVELS).loginAs(clerk).withCsrfToken().header('referer', `${LEVELS}/new`).form({ ...form, ...more })).assertTextIncludes(text)
    await refused({ response_1: 'soon' }, 'Write working time such as')
    await refused({ response_1: '', resolution_1: '' }, 'promises nothing')
    await db.from('hours_calendars').update({ monday: null, tuesday: null })
    await refused({}, 'never opens')
    await db.from('hours_calendars').update({ monday: '08:00-12:00' })
    assert.lengthOf(await db.from('service_levels'), 0)

    ;(await send(client, LEVELS, form)).assertStatus(303)
    const row = await db.from('service_levels').firstOrFail()
    assert.include(row, { response_1: '1 h 30 min', resolution_1: '8 h', response_2: null })
    const page = (await client.get(`${LEVELS}/${row.id}`).loginAs(clerk)).text()
    for (const text of ['1 h 30 min', 'On site', '1 – work has stopped', 'waits for the customer']) assert.include(page, text)
  })

  test('a contract that is born keeps a copy of what its model published, whatever becomes of the level', async ({ assert, client }) => {
    const gold = await level('GOLD', { response_1: '2 h' })
    await db.from('contract_models').update({ service_level_id: gold })
    await sold.order()
    await db.from('service_levels').update({ response_1: '8 h' })
    await sold.order({ id: '2-1' }, { id: '2', number: 'SO2' } as never)

    const contracts = await sold.contracts()
    assert.deepEqual(contracts.map(({ service_level_id: id }) => Number(id)), [gold, gold])
    assert.deepEqual(await Promise.all(contracts.map(({ id }) => response(Number(id)))), [120, 120])
    assert.deepEqual((await serviceLevelOn(Number(contracts[0].id), calendarDate('2026-02-01')))?.calendar.week[1], ['08:00-12:00', '13:00-17:00'])
    const page = (await client.get(`/service-contracts/contracts/${contracts[0].id}`).loginAs(clerk)).text()
    assert.include(page, 'Targets in working time')
    assert.include(page, '2 h')
  })

  test('the move to a newer version shows each target that differs and leaves what was agreed otherwise', async ({ assert, client }) => {
    const [gold, iron] = [await level('GOLD', { response_1: '2 h', resolution_1: '8 h' }), await level('IRON', { response_1: '40 h' })]
    await db.from('contract_models').update({ service_level_id: gold })
    await sold.order()
    await sold.order({ id: '2-1' }, { id: '2', number: 'SO2' } as never)
    const [first, second] = (await sold.contracts()).map(({ id }) => Number(id))
    const path = `/service-contracts/models/${(await model()).id}`
    ;(await send(client, `/service-contracts/contracts/${second}/service-level`, { service_level_id: iron, valid_from: '2026-03-01', reason: 'Asked for' })).assertStatus(303)

    await db.from('service_levels').where('id', gold).update({ response_1: '1 h', pauses_part: true })
    ;(await client.get(path).loginAs(clerk)).assertTextIncludes('Response, severity 1')
    ;(await send(client, `${path}/versions`, { reason: 'Faster' })).assertStatus(303)
    const page = (await client.get(`${path}/moves`).qs({ on: '2026-07-01' }).loginAs(clerk)).text()
    for (const text of ['Response, severity 1: 2 h → 1 h', 'What stops the clocks: the customer → the customer or a part', 'Stays as agreed']) assert.include(page, text)

    ;(await send(client, `${path}/moves`, { on: '2026-07-01' })).assertStatus(303)
    await new ContinueModelMove().handle(Number((await db.from('contract_model_moves').firstOrFail()).id))
    assert.include(await db.from('contract_model_moves').firstOrFail(), { state: 'done', moved: 2, kept: 0 })
    assert.deepEqual([await response(first, '2026-06-30'), await response(first, '2026-07-01')], [120, 60])
    assert.deepEqual([await response(second, '2026-02-28'), await response(second, '2026-07-01')], [120, 2400])
  })

  test('another one is agreed from a day on, with its reason, and not twice, outside the contract or on a signed draft', async ({ assert, client }) => {
    const [gold, iron] = [await level('GOLD', { response_1: '2 h' }), await level('IRON', { response_1: '40 h' })]
    const { id } = await world.contract(['100.00'], { ends_on: '2027-01-01' })
    const path = `/service-contracts/contracts/${id}/service-level`
    const agree = (levelId: number | '', day: string) => client.post(path).loginAs(clerk).withCsrfToken().header('referer', `${path}/new`).form({ service_level_id: levelId, valid_from: day, reason: 'Talks' })
    ;(await client.get(`${path}/new`).loginAs(clerk)).assertTextIncludes('IRON')
    await agree(gold, '2026-01-01')
    await agree(iron, '2026-04-01')
    ;(await agree(iron, '2026-05-01')).assertTextIncludes('exactly these targets')
    ;(await agree(gold, '2027-01-01')).assertTextIncludes('outside the contract')
    ;(await agree('', '2026-06-01')).assertTextIncludes('The service level is agreed')
    assert.deepEqual(await Promise.all(['2025-12-31', '2026-03-31', '2026-04-01', '2026-06-01'].map((day) => response(id, day))), [null, 120, 2400, null])
    assert.deepEqual((await serviceLevelHistory(id)).map(({ terms, reason }) => [terms?.name ?? null, reason]), [[null, 'Talks'], ['IRON', 'Talks'], ['GOLD', 'Talks']])
    ;(await client.get(`/service-contracts/contracts/${id}/history`).loginAs(clerk)).assertTextIncludes('Service level from')

    await db.from('service_contracts').where('id', id).update({ status: 'draft', signed_on: '2026-01-01' })
    ;(await agree(gold, '2026-06-01')).assertTextIncludes('The draft is signed')
  })

  test('an import names one for each contract, and takes that of the model where it names none', async ({ assert }) => {
    const [gold, iron] = [await level('GOLD', { response_1: '2 h' }), await level('IRON', { response_1: '40 h' })]
    await db.from('contract_models').update({ service_level_id: gold })
    await world.company({ name: 'Harbour Clinic' })
    const bring = async (rows: string[]) => {
      const started = await new StartImport().handle(SERVICE_CONTRACT, await fileOf(rows.join('\n'), 'contracts.csv'), world.maker, english())
      await new MapImport().handle(SERVICE_CONTRACT, started.id, { ...started.mapping!, key: 'former_number', mode: 'both', decimalSign: '.' })
      await new CheckImport().handle(started.id, world.maker)
      await written(await started.refresh(), world.maker)
    }
    await bring(['former_number;company_id;contract_model_id;service_level_id;starts_on', 'A;Harbour Clinic;Care plan;IRON;2026-01-01'])
    await bring(['former_number;company_id;contract_model_id;starts_on', 'B;Harbour Clinic;Care plan;2026-01-01'])
    const contracts = await db.from('service_contracts').orderBy('former_number')
    assert.deepEqual(contracts.map(({ service_level_id: id }) => Number(id)), [iron, gold])
    assert.deepEqual(await Promise.all(contracts.map(({ id }) => response(Number(id)))), [2400, 120])
  })
})
