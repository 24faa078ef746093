import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import EnterAlias from '#mirror/actions/enter_alias'
import { mirroredId } from '#erp/actions/bring_in_record'
import { erpCustomer, erpOrder, erpProduct } from '#tests/support/erp_records'
import BindingWorld from '#tests/support/binding_world'

test.group('Keys that the ERP has changed', (group) => {
  let world: BindingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BindingWorld.build()
  })

  const enter = (oldKey: string, currentKey: string) =>
    new EnterAlias().handle({ connectionId: world.connection.id, entity: 'customer', oldKey, currentKey, reason: 'renumbered at the turn of the year' }, world.clerk)
  const customers = () => db.from('customers').orderBy('id')
  const find = (key: string) => mirroredId(world.connection.id, 'customer', key)

  test('a renumbered record keeps its row, its company and all that points at it', async ({ assert }) => {
    const before = await world.company()
    const { kind } = await enter('10', 'N-10')
    world.erp.remove('customer', '10')
    world.erp.set(erpCustomer('N-10', { name: 'Talleres Núñez Nuevo' }))
    await world.sync()

    assert.equal(kind, 'renumbered')
    const [row, ...more] = await customers()
    assert.isEmpty(more)
    assert.include(row, { id: before.customer_id, external_id: 'N-10', name: 'Talleres Núñez Nuevo' })
    assert.equal(await find('10'), Number(row.id))
    assert.lengthOf(await db.from('companies'), 1)
  })

  test('of two records that were merged the old key finds the one that stayed, also from a new order', async ({ assert }) => {
    world.erp.set(erpCustomer('11'))
    await world.sync()
    const { kind } = await enter('11', '10')
    world.erp.put('product', erpProduct('p'))
    world.erp.put('order', erpOrder('o', '11', 'p'))
    await world.sync()

    assert.equal(kind, 'merged')
    const kept = (await customers()).find(({ external_id: key }) => key === '10')
    assert.equal(await find('11'), Number(kept.id))
    assert.equal((await db.from('sales_orders').firstOrFail()).customer_id, kept.id)
  })

  test('keys that were changed twice still find the record', async ({ assert }) => {
    await enter('10', 'N-10')
    await enter('N-10', 'M-10')

    const [row] = await customers()
    assert.equal(row.external_id, 'M-10')
    for (const key of ['10', 'N-10', 'M-10']) assert.equal(await find(key), Number(row.id))
  })

  test('a record that still comes under its old key makes no twin', async ({ assert }) => {
    await enter('10', 'N-10')
    await world.sync()

    assert.lengthOf(await customers(), 1)
    assert.lengthOf(await db.from('companies'), 1)
  })

  test('a key that cannot stand for another is refused with the reason', async ({ assert }) => {
    await assert.rejects(() => enter('10', '10'), /the same/)
    await assert.rejects(() => enter('98', '99'), /under either key/)
    await enter('10', 'N-10')
    await assert.rejects(() => enter('10', 'X-10'), /under either key|already stands/)
    await assert.rejects(() => enter('N-10', '10'), /an old one/)
  })
})
