import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import Customer from '#mirror/models/customer'
import SyncCursor from '#erp/models/sync_cursor'
import { erpCustomer, erpProduct } from '#tests/support/erp_records'
import SyncWorld from '#tests/support/sync_world'

test.group('Sync of a connection', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('brings every record in, with its lines and links', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(7)

    const run = await world.sync({ mode: 'full' })

    assert.equal(run.state, 'done')
    const orders = await world.part(run, 'order')
    assert.containSubset(orders, { read: 7, created: 7, changed: 0, unchanged: 0, failed: 0, pages: 3 })
    const line = await db.from('delivery_lines').orderBy('id').firstOrFail()
    assert.deepEqual(JSON.parse(line.serials), ['SN-0001'])
    assert.equal((await db.from('sales_order_lines').where('id', line.sales_order_line_id).firstOrFail()).external_id, '0001-1')
    assert.equal((await db.from('products').where('id', line.product_id).firstOrFail()).number, 'P0001')
  })

  test('writes nothing the second time', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(4)
    await world.sync({ mode: 'full' })
    const before = await Customer.query().orderBy('id')

    const run = await world.sync({ mode: 'full' })

    const part = await world.part(run, 'customer')
    assert.containSubset(part, { read: 4, created: 0, changed: 0, unchanged: 4 })
    const customers = await Customer.query().orderBy('id')
    assert.deepEqual(
      customers.map((one) => one.serialize()),
      before.map((one) => one.serialize())
    )
  })

  test('reads only what changed since, less the overlap', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(4)
    await world.sync()
    world.erp.advance(60)
    world.erp.put('customer', erpCustomer('0002', { name: 'Renamed', contacts: [] }))

    const run = await world.sync()

    const part = await world.part(run, 'customer')
    assert.containSubset(part, { read: 1, changed: 1, windowSince: '2026-11-22T07:45:00.000Z' })
    const customer = await Customer.query().where('externalId', '0002').firstOrFail()
    assert.equal(customer.name, 'Renamed')
    assert.isNotNull((await db.from('customer_contacts').where('customer_id', customer.id).firstOrFail()).gone_at)
  })

  test('an empty list of changes costs one request an entity and one for the time', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(2)
    await world.sync()
    world.erp.advance(60)
    world.erp.calls.length = 0

    await world.sync()

    assert.sameMembers(world.erp.calls, [
      'serverTime',
      'readPage customer',
      'readPage product',
      'readPage order',
      'readPage delivery',
      'readPage invoice',
    ])
  })

  test('finds a record that was committed late under an earlier stamp', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(1)
    await world.sync()
    const tenMinutesBefore = new Date(world.erp.time - 10 * 60_000).toISOString()
    world.erp.advance(30)
    world.erp.put('customer', erpCustomer('late'), tenMinutesBefore)

    await world.sync()

    assert.isNotNull(await Customer.findBy('externalId', 'late'))
  })

  test('finds a record without a stamp by its key', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(1)
    await world.sync()
    world.erp.put('product', erpProduct('unstamped'), null)

    await world.sync()
    assert.isNull(await db.from('products').where('external_id', 'unstamped').first())

    await world.sync({ sweeps: true })
    assert.isNotNull(await db.from('products').where('external_id', 'unstamped').first())
  })

  test('reads everything each time when the ERP cannot list changes', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.erp.capabilities = { changedSince: false }
    world.fill(2)
    await world.sync()
    world.erp.put('customer', erpCustomer('0001', { name: 'Renamed' }), null)

    const run = await world.sync()

    assert.containSubset(await world.part(run, 'customer'), { read: 2, changed: 1, unchanged: 1, windowSince: null })
  })

  test('leaves a paused entity alone and its parts waiting', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(2)
    await SyncCursor.create({ connectionId: world.connection.id, entity: 'product', isPaused: true })

    const run = await world.sync()

    const found = await world.part(run, 'product')
    assert.equal(found.state, 'paused')
    assert.containSubset(await world.part(run, 'order'), { read: 2, created: 0, waiting: 2 })
  })
})
