import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import SaveRecord from '#shared/records/actions/save_record'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { search } from '#shared/search/search'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

test.group('Registering and correcting items', (group) => {
  let actor: Actor
  let world: BaseWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    actor = await actorFor(await personWithRole('service_desk'))
    world = await BaseWorld.build()
  })

  const save = (id: number | null, values: Record<string, unknown>) => new SaveRecord().handle(INSTALLED_ITEM, { id, values }, actor)
  const boiler = async (more: Record<string, unknown> = {}) => {
    const { id } = await db.from('products').where('number', 'Pboiler').firstOrFail()
    return { product_id: id, company_id: await world.companyOf('10'), serial: 'OLD-1', quantity: '1', ownership: 'owned', delivered_on: '2019-05-01', ...more }
  }
  const differences = async () => {
    const report = await new ReplayInstalledBase().handle({ repairs: false })
    return report.differences
  }

  test('a registered item has a code, an event and its warranty', async ({ assert }) => {
    const { id } = await save(null, await boiler())

    assert.containSubset(await world.item('OLD-1'), { id, status: 'delivered', is_open: 1, warranty_starts_on: '2019-05-01' })
    assert.containSubset(await db.from('installed_item_events'), [{ kind: 'registered', user_id: actor.id }])
    assert.isEmpty(await differences())
  })

  test('a return of the ERP finds quantities that were registered by hand', async ({ assert }) => {
    const { id: filter } = await db.from('products').where('number', 'Pfilter').firstOrFail()
    const { id } = await save(null, await boiler({ product_id: filter, serial: null, quantity: '8' }))
    await world.deliver('R', '2026-02-10', { product: 'filter', quantity: '3' }, { kind: 'return' })

    assert.containSubset(await db.from('installed_items').where('id', id).first(), { quantity: '5', is_open: 1 })
  })

  test('a serial number is registered once', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })

    await assert.rejects(async () => save(null, await boiler({ serial: 'sn-1 ' })), /already recorded as IB-/)
  })

  test('a correction becomes part of the life of the item', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const { id, version } = await world.item('SN-1')

    await save(id, { place: 'Hall 9', company_id: await world.companyOf('20'), delivered_on: '2026-01-08', notes: 'Seen on site' })

    const item = await world.item('SN-1')
    assert.containSubset(item, { place: 'Hall 9', company_id: await world.companyOf('20'), warranty_starts_on: '2026-01-08' })
    assert.isAbove(item.version, version)
    assert.isEmpty(await differences())
  })

  test('a warranty start that a person sets survives later documents', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const { id } = await world.item('SN-1')
    await save(id, { warranty_starts_on: '2026-02-01' })
    await world.deliver('1', '2026-01-11', { serials: ['SN-1'] })

    assert.containSubset(await world.item('SN-1'), { delivered_on: '2026-01-11', warranty_starts_on: '2026-02-01' })
  })

  test('product, serial number and what nobody holds any more stay as they are', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] })
    const { id } = await world.item('SN-1')
    await assert.rejects(() => save(id, { serial: 'SN-9' }), /corrected in the delivery/)
    await assert.rejects(() => save(id, { quantity: '2' }), /exactly one/)

    await world.deliver('R', '2026-02-01', { serials: ['SN-1'] }, { kind: 'return' })
    await assert.rejects(() => save(id, { place: 'Hall 9' }), /Nobody holds this item/)
  })

  test('an item is found by its code and by any serial number it had', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { serials: ['AAA111'] })
    await world.deliver('1', '2026-01-10', { serials: ['BBB222'] })
    const { id, code } = await world.item('BBB222')
    await save(id, { notes: 'Corrected by the ERP' })

    for (const text of [code, 'AAA111', 'BBB222']) {
      const groups = await search(actor, text)
      assert.deepEqual(groups.flatMap(({ items }) => items.map((item) => item.id)), [id], text)
    }
  })
})
