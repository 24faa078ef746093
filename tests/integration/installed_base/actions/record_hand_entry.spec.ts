import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import RecordHandEntry, { type HandEntry } from '#installed_base/actions/record_hand_entry'
import { itemPanel } from '#installed_base/queries/item_panel'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const TODAY = calendarDate('2026-06-30')

test.group('Recording by hand', (group) => {
  let actor: Actor
  let world: BaseWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    actor = await actorFor(await personWithRole('service_desk'))
    world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
  })

  const record = async (serial: string, entry: Omit<HandEntry, 'on'> & { on: string }) => {
    const { id } = await world.item(serial)
    await new RecordHandEntry().handle(id, { ...entry, on: calendarDate(entry.on) }, TODAY, actor)
  }

  test('installs an item at its place, and says who recorded it', async ({ assert }) => {
    await record('SN-1', { kind: 'installed', on: '2026-01-15', place: 'Boiler room', note: 'First start' })

    const item = await world.item('SN-1')
    assert.containSubset(item, { status: 'installed', installed_on: '2026-01-15', place: 'Boiler room' })
    const { steps } = await itemPanel(item as never, actor)
    assert.containSubset(steps[0], { kind: 'installed', person: actor.name, note: 'First start', place: 'Boiler room' })
  })

  test('passes an item on with its history of holders', async ({ assert }) => {
    await record('SN-1', { kind: 'transferred', on: '2026-03-01', companyId: await world.companyOf('20'), note: 'Sold used' })

    const { holdings } = await itemPanel((await world.item('SN-1')) as never, actor)
    assert.containSubset(holdings, [
      { company: 'Customer 20', from: '2026-03-01', lastDay: null },
      { company: 'Customer 10', from: '2026-01-10', lastDay: '2026-02-28' },
    ])
  })

  test('exchanges an item for one that it registers', async ({ assert }) => {
    await record('SN-1', { kind: 'exchanged', on: '2026-02-01', note: 'Leaks', replacement: { serial: 'SN-2', quantity: null } })

    const [old, fresh] = [await world.item('SN-1'), await world.item('SN-2')]
    assert.containSubset(old, { status: 'exchanged', is_open: 0, replaced_by_id: fresh.id })
    assert.containSubset(fresh, { status: 'delivered', is_open: 1, delivered_on: '2026-02-01', company_id: old.company_id })
  })

  test('exchanges an item for one that was delivered already', async ({ assert }) => {
    await world.deliver('2', '2026-01-30', { serials: ['SN-2'] })
    await record('SN-1', { kind: 'exchanged', on: '2026-02-01', note: 'Leaks', replacement: { serial: 'SN-2', quantity: null } })

    const fresh = await world.item('SN-2')
    assert.equal(fresh.delivered_on, '2026-01-30')
    assert.containSubset(await world.item('SN-1'), { replaced_by_id: fresh.id })
  })

  test('takes part of a quantity back', async ({ assert }) => {
    await world.deliver('3', '2026-01-10', { product: 'filter', quantity: '10' })
    const { id } = await db.from('installed_items').whereNull('serial').firstOrFail()

    await new RecordHandEntry().handle(id, { kind: 'handed_back', on: calendarDate('2026-02-01'), quantity: '2.5', note: 'Too many' }, TODAY, actor)

    assert.containSubset(await db.from('installed_items').where('id', id).first(), { quantity: '7.5', is_open: 1 })
  })

  const refusals: [string, Omit<HandEntry, 'on'> & { on: string }, RegExp][] = [
    ['a day before the delivery', { kind: 'installed', on: '2026-01-09' }, /Nobody held this item/],
    ['a day to come', { kind: 'installed', on: '2026-07-01' }, /not happened yet/],
    ['a loss without a reason', { kind: 'lost', on: '2026-02-01' }, /Say why/],
    ['more than there is', { kind: 'scrapped', on: '2026-02-01', quantity: '2', note: 'x' }, /less of this item/],
  ]
  for (const [what, entry, sentence] of refusals) {
    test(`refuses ${what}`, async ({ assert }) => {
      await assert.rejects(() => record('SN-1', entry), sentence)
    })
  }

  test('refuses what would make a later entry impossible', async ({ assert }) => {
    await record('SN-1', { kind: 'installed', on: '2026-03-01' })

    await assert.rejects(() => record('SN-1', { kind: 'lost', on: '2026-02-01', note: 'Gone' }), /later day/)
    assert.containSubset(await world.item('SN-1'), { status: 'installed' })
  })

  test('refuses a replacement that another company holds', async ({ assert }) => {
    await world.deliver('2', '2026-01-30', { serials: ['SN-2'] }, { customerId: '20' })
    const exchange = { kind: 'exchanged' as const, on: '2026-02-01', note: 'Leaks', replacement: { serial: 'sn-2', quantity: null } }

    await assert.rejects(() => record('SN-1', exchange), /already recorded as IB-/)
  })
})
