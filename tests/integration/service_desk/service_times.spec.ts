import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { serviceTimes } from '#service_desk/queries/service_times'
import RequestDesk from '#tests/support/request_desk'

const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

test.group('What was promised for a request', (group) => {
  let desk: RequestDesk

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    desk = await RequestDesk.build()
    const [calendarId] = await db.table('hours_calendars').insert({ code: 'WEEK', name: 'Week', time_zone: 'Europe/Madrid', monday: '08:00-18:00', tuesday: '08:00-18:00', ...STAMPS })
    const terms = { levelId: 1, name: 'Gold', calendarId, pausedBy: ['part'], targets: { 1: {}, 2: { response: 60, resolution: 480 }, 3: {}, 4: {} } }
    await db.table('contract_service_levels').insert({ service_contract_id: desk.world.contractId, number: 1, valid_from: '2026-01-01', service_level_id: null, terms: JSON.stringify(terms), reason: 'First', created_at: STAMPS.created_at })
  })

  const at = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Madrid' })
  const timesOf = async (id: number, when: string) => (await serviceTimes([await desk.stored(id)], at(when))).get(id)

  test('is due in the opening hours of the contract that holds its item, and late after that', async ({ assert }) => {
    // a Monday, 17:30: half an hour counts that day, the other on Tuesday from 08:00
    const { id } = await desk.request({ received_time: '17:30' })
    const times = (await timesOf(id, '2026-06-15T17:45'))!
    assert.deepEqual([times.contract, times.level, times.clocks.map(({ clock, state }) => [clock, state])], ['C-T1', 'Gold', [['response', 'running'], ['resolution', 'running']]])
    assert.equal(at(times.clocks[0].dueAt!).toISO(), at('2026-06-16T08:30').toISO())
    assert.equal((await timesOf(id, '2026-06-16T08:31'))!.clocks[0].state, 'missed')
  })

  test('is answered by the first move, and nothing is promised without a contract in force', async ({ assert }) => {
    const { id } = await desk.request()
    await desk.move(id, 'qualify')
    await db.from('service_request_events').where({ service_request_id: id, move: 'qualify' }).update({ happened_at: '2026-06-15 08:50:00' })
    // received 10:30, answered 10:50 in Madrid
    assert.deepInclude((await timesOf(id, '2026-06-15T12:00'))!.clocks[0], { state: 'met', consumedMinutes: 20 })

    const { id: other } = await desk.request({ installed_item_id: null })
    assert.isUndefined(await timesOf(other, '2026-06-15T12:00'))
    await db.from('service_contracts').where('id', desk.world.contractId).update({ ends_on: '2026-06-15' })
    assert.isUndefined(await timesOf(id, '2026-06-15T12:00'))
  })
})
