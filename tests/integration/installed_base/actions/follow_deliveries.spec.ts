import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import FollowDeliveries from '#installed_base/actions/follow_deliveries'
import { historyOf } from '#shared/records/change_log'
import { referToItems } from '#installed_base/references'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import BaseWorld from '#tests/support/installed_base/base_world'

const waiting = () => db.from('installed_item_events').whereNotNull('waiting_for')

test.group('Following deliveries', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => referToItems('tests', async () => []))

  test('makes one item for each serial number and one for a quantity', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1', 'SN-2'] }, { place: 'Hall 2' })
    await world.deliver('2', '2026-01-11', { product: 'filter', quantity: '3.5000' })
    await world.deliver('3', '2026-01-11', { product: 'visit' })

    const items = await db.from('installed_items').orderBy('id')
    assert.deepEqual(items.map(({ serial, quantity }) => [serial, quantity]), [['SN-1', '1'], ['SN-2', '1'], [null, '3.5']])
    assert.containSubset(items[0], { status: 'delivered', place: 'Hall 2', company_id: await world.companyOf('10'), warranty_starts_on: '2026-01-10' })
    assert.lengthOf(new Set(items.map(({ code }) => code)), 3)
  })

  test('twice records nothing more', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const before = await db.from('installed_items')
    const [{ id }] = await db.from('deliveries')

    await new FollowDeliveries().handle([id])

    assert.deepEqual(await db.from('installed_items'), before)
    assert.lengthOf(await db.from('installed_item_events'), 1)
  })

  test('takes goods back that arrived here before their delivery did', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('R', '2026-02-01', { serials: ['SN-1'] }, { kind: 'return' })
    assert.containSubset(await waiting(), [{ waiting_for: 'delivery' }])
    assert.isEmpty(await db.from('installed_items'))

    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })

    assert.isEmpty(await waiting())
    assert.containSubset(await world.item('SN-1'), { status: 'returned', is_open: 0, returned_on: '2026-02-01' })
  })

  test('moves a serial number to the company that receives it next, as the same item', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    await world.deliver('2', '2026-03-10', { serials: ['SN-1'] }, { customerId: '20' })

    const item = await world.item('SN-1')
    assert.equal(item.company_id, await world.companyOf('20'))
    assert.lengthOf(await db.from('installed_items'), 1)
    const [change] = await historyOf('installed_item', item.id)
    assert.containSubset(change, { source: 'sync', kind: 'changed' })
    assert.deepEqual(change.changes.company_id, [await world.companyOf('10'), await world.companyOf('20')])
  })

  test('takes part of a quantity back', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { product: 'filter', quantity: '10' })
    await world.deliver('R', '2026-02-10', { product: 'filter', quantity: '4' }, { kind: 'return' })

    assert.containSubset(await db.from('installed_items'), [{ quantity: '6', delivered_quantity: '10', status: 'delivered' }])
  })

  test('voids the item of a cancelled delivery, and brings it back with it', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const { code } = await world.item('SN-1')
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, { isCancelled: true })
    assert.containSubset(await world.item('SN-1'), { status: 'voided', is_open: 0, review_reason: null })

    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })

    assert.containSubset(await world.item('SN-1'), { status: 'delivered', is_open: 1, code })
    assert.lengthOf(await db.from('installed_item_events'), 3)
  })

  test('asks a person when a cancelled delivery carries an item that a contract names', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    referToItems('tests', async (ids) => ids)

    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, { isCancelled: true })

    assert.containSubset(await world.item('SN-1'), { status: 'delivered', is_open: 1, review_reason: 'delivery_cancelled' })
  })

  test('keeps the item whose serial number the ERP corrects, and its old number', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const { id } = await world.item('SN-1')

    await world.deliver('1', '2026-01-10', { serials: ['SN-7'] })

    assert.containSubset(await world.item('SN-7'), { id, status: 'delivered' })
    assert.lengthOf(await db.from('installed_items'), 1)
    assert.containSubset(await db.from('installed_item_aliases'), [{ item_id: id, serial: 'SN-1' }])
    assert.lengthOf(await db.from('search_tokens').where({ kind: 'installed_item', record_id: id, term: 'sn7' }), 1)
  })

  test('moves the item when the ERP corrects the customer of a delivery', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { product: 'filter', quantity: '2' })
    await world.deliver('1', '2026-01-10', { product: 'filter', quantity: '2' }, { customerId: '20' })

    const items = await db.from('installed_items')
    assert.lengthOf(items, 1)
    assert.containSubset(items[0], { company_id: await world.companyOf('20'), status: 'delivered', is_open: 1 })
  })

  test('lets the item of the wrong product go when the ERP corrects the product of a line', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const wrong = await world.item('SN-1')
    await world.deliver('1', '2026-01-10', { product: 'filter', serials: ['SN-1'] })

    const items = await db.from('installed_items').where('serial', 'SN-1').orderBy('id')
    assert.deepEqual(items.map(({ status, is_open: isOpen }) => [status, Number(isOpen)]), [['voided', 0], ['delivered', 1]])
    assert.equal(items[0].id, wrong.id)
    assert.deepEqual((await new ReplayInstalledBase().handle({ repairs: false })).differences, [])

    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const back = await db.from('installed_items').where('serial', 'SN-1').orderBy('id')
    assert.deepEqual(back.map(({ status }) => status), ['delivered', 'voided'])
  })

  test('lends without warranty, until the company buys', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, { kind: 'loan' })
    assert.containSubset(await world.item('SN-1'), { ownership: 'loaned', warranty_starts_on: null })

    await world.deliver('2', '2026-02-10', { serials: ['SN-1'] })
    assert.containSubset(await world.item('SN-1'), { ownership: 'owned', warranty_starts_on: '2026-02-10' })
  })
})
