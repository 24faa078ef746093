import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import SaveRecord from '#shared/records/actions/save_record'
import { search } from '#shared/search/search'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const FILTER = { product: 'filter' }
const CONSIGNED = { kind: 'consignment' as const }
const USED = { kind: 'consumption' as const }
const items = () => db.from('installed_items').orderBy('item_key')
const facts = async () => (await items()).map(({ lot, quantity, ownership, status }) => [lot, quantity, ownership, status])
const differences = async () => (await new ReplayInstalledBase().handle({ repairs: false })).differences

test.group('Lots and consignment', (group) => {
  let world: BaseWorld
  let actor: Actor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    actor = await actorFor(await personWithRole('service_desk'))
  })

  const save = (id: number, values: Record<string, unknown>) => new SaveRecord().handle(INSTALLED_ITEM, { id, values }, actor)

  test('a delivery of two lots becomes two items, found by their lot, and a return lessens its own', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { ...FILTER, quantity: '10', lots: { 'L-1': '6', 'L-2': '4' } })
    await world.deliver('R', '2026-02-10', { ...FILTER, quantity: '3', lots: { 'L-2': '3' } }, { kind: 'return' })

    assert.deepEqual(await facts(), [['L-1', '6', 'owned', 'delivered'], ['L-2', '1', 'owned', 'delivered']])
    assert.lengthOf((await search(actor, 'L-2')).flatMap(({ items: found }) => found), 1)
    assert.deepEqual(await differences(), [])
  })

  test('a lot that the ERP corrects keeps its item; people cannot contradict it', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { ...FILTER, quantity: '6' })
    const [{ id, code }] = await items()
    await world.deliver('1', '2026-01-10', { ...FILTER, quantity: '6', lots: { 'L-1': '6' } })
    await world.deliver('1', '2026-01-10', { ...FILTER, quantity: '6', lots: { 'L-9': '6' } })
    assert.containSubset(await items(), [{ id, code, lot: 'L-9', quantity: '6', is_open: 1 }])
    assert.lengthOf(await items(), 1)

    await assert.rejects(() => save(Number(id), { lot: 'mine' }), /told by a delivery/)
    assert.deepEqual(await differences(), [])
  })

  test('a lot that only people know stays theirs', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { ...FILTER, quantity: '6' })
    const [{ id }] = await items()
    await save(Number(id), { lot: 'mine' })
    await world.deliver('2', '2026-01-11', { ...FILTER, quantity: '1' })

    assert.deepEqual((await facts()).map(([lot]) => lot), ['mine', null])
    assert.deepEqual(await differences(), [])
  })

  test('goods on consignment become theirs by the notice of the ERP, and their invoice sells nothing more', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { ...FILTER, quantity: '10' }, CONSIGNED)
    await db.from('installed_items').update({ site_address: 'Harbour 4' })
    await world.deliver('N', '2026-02-05', { ...FILTER, quantity: '3' }, USED)
    await world.invoice('F', '2026-02-28', { productId: 'filter', quantity: '3' })

    const [whole, part] = await items()
    assert.containSubset(whole, { quantity: '7', ownership: 'consigned', warranty_starts_on: null })
    assert.containSubset(part, { quantity: '3', ownership: 'owned', warranty_starts_on: '2026-02-05', site_address: 'Harbour 4', delivered_on: '2026-01-10' })
    assert.deepEqual(await differences(), [])
  })

  test('a notice that comes after its invoice, and one that is cancelled, end as if told in order', async ({ assert }) => {
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, CONSIGNED)
    await world.invoice('F', '2026-02-28')
    assert.containSubset(await world.item('SN-1'), { ownership: 'owned', warranty_starts_on: '2026-02-28' })

    await world.deliver('N', '2026-02-05', { serials: ['SN-1'] }, USED)
    assert.containSubset(await world.item('SN-1'), { ownership: 'owned', warranty_starts_on: '2026-02-05' })

    await world.deliver('N', '2026-02-05', { serials: ['SN-1'] }, { ...USED, isCancelled: true })
    assert.containSubset(await world.item('SN-1'), { ownership: 'owned', warranty_starts_on: '2026-02-28' })
    assert.deepEqual(await differences(), [])
  })

  test('a notice before its delivery waits with a reason, and is followed when that comes', async ({ assert }) => {
    await world.deliver('N', '2026-02-05', { serials: ['SN-1'] }, USED)
    assert.containSubset(await db.from('installed_item_events'), [{ kind: 'consumed', waiting_for: 'delivery' }])

    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, CONSIGNED)
    assert.containSubset(await world.item('SN-1'), { ownership: 'owned', warranty_starts_on: '2026-02-05' })
    assert.isEmpty(await db.from('installed_item_events').whereNotNull('waiting_for'))
    assert.deepEqual(await differences(), [])
  })
})
