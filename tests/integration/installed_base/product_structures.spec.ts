import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import SaveRecord from '#shared/records/actions/save_record'
import ChooseRecords from '#shared/records/bulk_edits/actions/choose_records'
import RunBulkEdit from '#shared/records/bulk_edits/actions/run_bulk_edit'
import SetBulkValue from '#shared/records/bulk_edits/actions/set_bulk_value'
import UndoBulkEdit from '#shared/records/bulk_edits/actions/undo_bulk_edit'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import { productTree } from '#installed_base/queries/product_tree'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { PRODUCT_COMPONENT } from '#installed_base/records/product_component'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

test.group('The after-sales structure of a product', (group) => {
  let actor: Actor
  let boiler: number
  let filter: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await BaseWorld.build()
    actor = await actorFor(await personWithRole('service_desk'))
    const idOf = async (id: string) => Number((await db.from('products').where('external_id', id).firstOrFail()).id)
    ;[boiler, filter] = [await idOf('boiler'), await idOf('filter')]
  })

  const add = (product: number, component: number, position = '') =>
    new SaveRecord().handle(PRODUCT_COMPONENT, { id: null, values: { product_id: product, component_id: component, position, quantity: '2' } }, actor)

  test('is a tree that the page of the product shows', async ({ assert }) => {
    await add(boiler, filter, 'Inlet')
    const tree = await productTree({ id: boiler }, actor)

    assert.containSubset(tree!.lines, [{ componentId: filter, position: 'Inlet', quantity: '2', depth: 0 }])
    assert.isNull(await productTree({ id: filter }, actor))
  })

  test('holds no circle and nothing twice in one position', async ({ assert }) => {
    await add(boiler, filter)

    await assert.rejects(() => add(filter, boiler), /one of its own components/)
    await assert.rejects(() => add(boiler, boiler), /into itself/)
    await assert.rejects(() => add(boiler, filter), /already there in that position/)
  })
})

test.group('Moving many items at once', (group) => {
  let actor: Actor
  let world: BaseWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    actor = await actorFor(await personWithRole('service_desk'))
    await world.deliver('1', '2026-01-10', { serials: ['A', 'B', 'C'] })
  })

  test('passes them to another company as events, and gives them back', async ({ assert }) => {
    const [home, other] = [await world.companyOf('10'), await world.companyOf('20')]
    const ids = [(await world.item('A')).id, (await world.item('B')).id].map(Number)
    const holders = async () => Promise.all(['A', 'B', 'C'].map(async (serial) => Number((await world.item(serial)).company_id)))

    const edit = await new ChooseRecords().handle(INSTALLED_ITEM, { ids, query: null }, actor)
    await new SetBulkValue().handle(edit.id, 'company_id', other)
    assert.deepEqual(await holders(), [home, home, home])
    await new RunBulkEdit().begin(edit.id)
    await new RunBulkEdit().handle(edit.id, actor)
    assert.deepEqual(await holders(), [other, other, home])
    assert.deepEqual((await new ReplayInstalledBase().handle({ repairs: false })).differences, [])

    await new UndoBulkEdit().begin(edit.id)
    await new UndoBulkEdit().handle(edit.id, actor)
    assert.deepEqual(await holders(), [home, home, home])
    assert.deepEqual((await new ReplayInstalledBase().handle({ repairs: false })).differences, [])
  })
})
