import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { Actor } from '#shared/actor'
import AddComponent from '#installed_base/actions/add_component'
import RecordHandEntry, { type HandEntry } from '#installed_base/actions/record_hand_entry'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import SaveRecord from '#shared/records/actions/save_record'
import { componentPath, componentPaths } from '#installed_base/queries/structure'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const TODAY = calendarDate('2026-06-01')

test.group('Structures of installed items', (group) => {
  let world: BaseWorld
  let actor: Actor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    actor = await actorFor(await personWithRole('service_desk'))
    await world.deliver('1', '2026-01-10', { serials: ['A', 'B', 'C', 'D'] }, { place: 'Hall 2' })
  })

  const item = (serial: string) => world.item(serial)
  const entry = async (serial: string, more: Partial<HandEntry> & Pick<HandEntry, 'kind'>, on = '2026-02-01') =>
    new RecordHandEntry().handle((await item(serial)).id, { on: calendarDate(on), ...more }, TODAY, actor)
  const buildIn = async (serial: string, into: string, on = '2026-02-01') => entry(serial, { kind: 'attached', parentItemId: (await item(into)).id }, on)

  test('a component is built in, found from below, and taken out again', async ({ assert }) => {
    await buildIn('B', 'A')
    await buildIn('C', 'B')
    const [a, b, c] = [await item('A'), await item('B'), await item('C')]
    assert.deepEqual(await componentPath(c.id, db.connection()), [Number(a.id), Number(b.id)])
    const ids = [a, b, c].map(({ id }) => Number(id))
    assert.deepEqual(await componentPaths(ids, db.connection()), new Map([[ids[1], [ids[0]]], [ids[2], ids.slice(0, 2)]]))

    await entry('B', { kind: 'detached', note: 'Worn' }, '2026-03-01')
    assert.isNull((await item('B')).parent_item_id)
    assert.deepEqual(await componentPath(c.id, db.connection()), [Number(b.id)])
  })

  test('a circle is refused with a sentence, on the form too', async ({ assert }) => {
    await buildIn('B', 'A')
    await buildIn('C', 'B')

    await assert.rejects(() => buildIn('A', 'C'), /one of its own components/)
    await assert.rejects(() => buildIn('A', 'A'), /into itself/)
    const [a, c] = [await item('A'), await item('C')]
    await assert.rejects(() => new SaveRecord().handle(INSTALLED_ITEM, { id: a.id, values: { parent_item_id: c.id } }, actor), /one of its own components/)
  })

  test('nothing is built into what another company or nobody holds', async ({ assert }) => {
    await entry('A', { kind: 'transferred', companyId: await world.companyOf('20'), note: 'Sold' })
    await entry('D', { kind: 'scrapped', note: 'Old' })

    await assert.rejects(() => buildIn('B', 'A'), /Another company holds/)
    await assert.rejects(() => buildIn('B', 'D'), /Nobody holds the other item/)
  })

  test('components go where their item goes', async ({ assert }) => {
    await buildIn('B', 'A')
    await buildIn('C', 'B')
    await entry('A', { kind: 'moved', place: 'Hall 9' }, '2026-03-01')
    assert.equal((await item('C')).place, 'Hall 9')

    await entry('A', { kind: 'transferred', companyId: await world.companyOf('20'), note: 'Sold' }, '2026-04-01')
    assert.equal(Number((await item('C')).company_id), await world.companyOf('20'))
    assert.equal(Number((await item('C')).parent_item_id), Number((await item('B')).id))
  })

  test('what is chosen as "part of" on the form is an event with its day', async ({ assert }) => {
    const [a, b] = [await item('A'), await item('B')]
    await new SaveRecord().handle(INSTALLED_ITEM, { id: b.id, values: { parent_item_id: a.id } }, actor)
    assert.isNotNull(await db.from('installed_item_events').where({ kind: 'attached', item_key: b.item_key }).first())

    await db.from('installed_items').where('id', b.id).update({ parent_item_id: null })
    await new ReplayInstalledBase().handle({ repairs: true })
    await entry('B', { kind: 'noted', note: 'x' })
    assert.equal(Number((await item('B')).parent_item_id), Number(a.id))
  })

  test('a new component is registered and built in at once; a known serial number is refused', async ({ assert }) => {
    const parent = await item('A')
    const { id } = await db.from('products').where('external_id', 'filter').firstOrFail()
    const add = (serial: string | null, product = Number(id)) =>
      new AddComponent().handle(parent as never, { happened_on: '2026-05-01', product_id: product, serial }, TODAY, actor)

    await add('F-1')
    assert.equal(Number((await item('F-1')).parent_item_id), Number(parent.id))
    await assert.rejects(() => add('b', Number(parent.product_id)), /already recorded as IB-/)
  })

  test('a serial number corrected by hand keeps the item, its history and its components', async ({ assert }) => {
    const parent = await new SaveRecord().handle(
      INSTALLED_ITEM,
      { id: null, values: { product_id: (await item('A')).product_id, company_id: await world.companyOf('10'), serial: 'WRONG', quantity: '1', ownership: 'owned', delivered_on: '2020-01-01' } },
      actor
    )
    await buildIn('B', 'WRONG')
    await assert.rejects(() => new SaveRecord().handle(INSTALLED_ITEM, { id: parent.id, values: { serial: 'A' } }, actor), /already recorded/)
    await new SaveRecord().handle(INSTALLED_ITEM, { id: parent.id, values: { serial: 'RIGHT' } }, actor)

    assert.equal(Number((await item('RIGHT')).id), Number(parent.id))
    assert.isNotNull(await db.from('installed_item_aliases').where({ item_id: parent.id, serial: 'WRONG' }).first())
    await entry('B', { kind: 'noted', note: 'still there' })
    assert.equal(Number((await item('B')).parent_item_id), Number(parent.id))
    assert.deepEqual((await new ReplayInstalledBase().handle({ repairs: false })).differences, [])
  })

  test('a thing lent comes back on its day or is late; the same thing may go out again', async ({ assert }) => {
    await entry('A', { kind: 'lent', expectedBackOn: calendarDate('2026-03-01') })
    assert.containSubset(await item('A'), { ownership: 'loaned', expected_back_on: '2026-03-01', warranty_starts_on: null })
    await entry('A', { kind: 'extended', expectedBackOn: calendarDate('2026-04-01') })
    assert.equal((await item('A')).expected_back_on, '2026-04-01')
    await assert.rejects(() => entry('A', { kind: 'extended', expectedBackOn: calendarDate('2026-01-01') }), /cannot end before/)

    await entry('A', { kind: 'handed_back', note: 'Done' }, '2026-03-20')
    await entry('A', { kind: 'lent', companyId: await world.companyOf('20') }, '2026-04-02')
    assert.containSubset(await item('A'), { is_open: 1, ownership: 'loaned', returned_on: null, quantity: '1' })
    assert.equal(Number((await item('A')).company_id), await world.companyOf('20'))

    await entry('A', { kind: 'bought' }, '2026-05-01')
    assert.containSubset(await item('A'), { ownership: 'owned', expected_back_on: null, warranty_starts_on: '2026-05-01' })
  })

  test('when the clock was set back, what is recorded already cannot happen tomorrow', async ({ assert }) => {
    await entry('A', { kind: 'handed_back', note: 'x' }, '2026-05-20')
    const yesterday = calendarDate('2026-05-10')
    const again = (on: string) => new RecordHandEntry().handle(Number(0), { kind: 'moved', on: calendarDate(on) }, yesterday, actor)
    await assert.rejects(() => again('2026-05-20'), /has not happened yet/)

    const { id } = await item('A')
    await assert.rejects(() => new RecordHandEntry().handle(id, { kind: 'lost', on: yesterday, note: 'x' }, yesterday, actor), /later day would become impossible/)
  })
})
