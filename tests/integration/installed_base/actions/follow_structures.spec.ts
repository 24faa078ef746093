import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import RecordHandEntry, { type HandEntry } from '#installed_base/actions/record_hand_entry'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import ReverseEntry from '#installed_base/actions/reverse_entry'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const TODAY = calendarDate('2026-06-01')

test.group('Components of an item that a document moves', (group) => {
  let world: BaseWorld
  let actor: Actor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    actor = await actorFor(await personWithRole('service_desk'))
    await world.deliver('1', '2026-01-10', { serials: ['A', 'B', 'C', 'D'] })
    await buildIn('B', 'A')
    await buildIn('C', 'B')
  })

  const item = (serial: string) => world.item(serial)
  const entry = async (serial: string, more: Partial<HandEntry> & Pick<HandEntry, 'kind'>, on = '2026-02-01') =>
    new RecordHandEntry().handle((await item(serial)).id, { on: calendarDate(on), ...more }, TODAY, actor)
  const buildIn = async (serial: string, into: string) => entry(serial, { kind: 'attached', parentItemId: (await item(into)).id })
  const holders = async () => Promise.all(['A', 'B', 'C', 'D'].map(async (serial) => ((await item(serial)).is_open ? Number((await item(serial)).company_id) : null)))
  const agree = async () => (await new ReplayInstalledBase().handle({ repairs: false })).differences

  test('go with it to the next company, all levels down, and stay built in', async ({ assert }) => {
    const [home, next] = [await world.companyOf('10'), await world.companyOf('20')]
    await world.deliver('2', '2026-03-01', { serials: ['A'] }, { customerId: '20', place: 'Hall 7' })

    assert.deepEqual(await holders(), [next, next, next, home])
    assert.containSubset(await item('C'), { place: 'Hall 7', parent_item_id: (await item('B')).id })
    assert.deepEqual(await agree(), [])
  })

  test('come back with it, and the return of their own serial number confirms it', async ({ assert }) => {
    await world.deliver('2', '2026-03-01', { serials: ['A'] }, { kind: 'return' })
    assert.deepEqual(await holders(), [null, null, null, await world.companyOf('10')])
    assert.containSubset(await item('B'), { status: 'returned', returned_on: '2026-03-01' })

    await world.deliver('3', '2026-03-02', { serials: ['B'] }, { kind: 'return' })
    assert.equal((await item('B')).status, 'returned')
    assert.deepEqual(await agree(), [])
  })

  test('are where they were when the document is cancelled, and move on its day when that is corrected', async ({ assert }) => {
    const home = await world.companyOf('10')
    const told = () => world.delivery('2', '2026-03-01', { serials: ['A'] }, { customerId: '20' })
    await world.mirror('delivery', [told()])
    await world.mirror('delivery', [{ ...told(), deliveredOn: calendarDate('2026-03-05') }])
    const [moved] = await db.from('installed_item_events').where({ item_key: (await item('C')).item_key, kind: 'transferred', is_newest: true })
    assert.equal(moved.happened_on, '2026-03-05')

    await world.mirror('delivery', [{ ...told(), isCancelled: true }])
    assert.deepEqual(await holders(), [home, home, home, home])
    assert.deepEqual(await agree(), [])
  })

  test('stay when a document says something else of them, when they were taken out, or when a person says so', async ({ assert }) => {
    const [home, next] = [await world.companyOf('10'), await world.companyOf('20')]
    await entry('B', { kind: 'detached', note: 'Worn' }, '2026-02-20')
    await world.deliver('2', '2026-03-01', { serials: ['A'] }, { customerId: '20' })
    assert.deepEqual(await holders(), [next, home, home, home])

    await world.deliver('3', '2026-03-02', { serials: ['B'] }, { customerId: '20' })
    const followed = await db.from('installed_item_events').where({ item_key: (await item('C')).item_key, kind: 'transferred', is_newest: true }).firstOrFail()
    await new ReverseEntry().handle((await item('C')) as never, Number(followed.id), 'It stayed in the hall', actor)
    await world.deliver('4', '2026-03-03', { serials: ['B'] }, { kind: 'return', customerId: '20' })
    assert.deepEqual(await holders(), [next, null, home, home])
    assert.deepEqual(await agree(), [])
  })

  test('come back with it when a person takes it back', async ({ assert }) => {
    await entry('A', { kind: 'handed_back', note: 'End of rent' }, '2026-03-01')
    assert.deepEqual(await holders(), [null, null, null, await world.companyOf('10')])
  })
})
