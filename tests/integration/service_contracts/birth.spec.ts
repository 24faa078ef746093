import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { erpProduct } from '#tests/support/erp_records'
import ContractWorld from '#tests/support/contract_world'

test.group('A sold contract product', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('gives birth to a contract as its model says', async ({ assert }) => {
    const world = await ContractWorld.build()
    await world.order()

    const [contract] = await world.contracts()
    assert.include(contract, { status: 'active', starts_on: '2026-01-15', ends_on: '2027-01-15', grouping: 'contract', currency: 'EUR', sales_order_number: 'SO1' })
    assert.match(contract.number, /^C-\d{6}$/)
    const [line] = await world.lines()
    assert.include(line, { description: 'Care', quantity: '2', starts_on: '2026-01-15' })
    assert.equal(Number(line.unit_price), 60)
  })

  test('gives birth once, however often the order is replayed', async ({ assert }) => {
    const world = await ContractWorld.build()
    await world.order()
    for (let n = 0; n < 3; n++) await world.replay()
    await world.order({ description: 'Care, new words' })

    assert.lengthOf(await world.contracts(), 1)
    assert.lengthOf(await world.alerts(), 0)
  })

  test('waits until its order is confirmed', async ({ assert }) => {
    const world = await ContractWorld.build()
    await world.order({}, { state: 'draft' })
    assert.lengthOf(await world.contracts(), 0)

    await world.order({}, { state: 'confirmed' })
    assert.lengthOf(await world.contracts(), 1)
  })

  test('begins on the first of the next month where the model says so', async ({ assert }) => {
    const world = await ContractWorld.build({ starts: 'next_month', duration_months: 0 })
    await world.order()

    assert.include((await world.contracts())[0], { starts_on: '2026-02-01', ends_on: null })
  })

  test('gives no birth by a model that is switched off', async ({ assert }) => {
    const world = await ContractWorld.build({ is_active: false })
    await world.order()

    assert.lengthOf(await world.contracts(), 0)
  })

  test('follows the model assigned here before the one the ERP names', async ({ assert }) => {
    const world = await ContractWorld.build()
    const own = await world.model('OWN', { kind: 'warranty' })
    const { id } = await db.from('products').where('external_id', 'care').firstOrFail()
    const at = '2026-01-01 00:00:00'
    await db.table('contract_model_products').insert({ contract_model_id: own, product_id: id, version: 1, created_at: at, updated_at: at })
    await world.order()

    assert.include((await world.contracts())[0], { kind: 'warranty', contract_model_id: own })
  })

  test('is only a product when it carries no model', async ({ assert }) => {
    const world = await ContractWorld.build()
    await world.mirror('product', erpProduct('plain'))
    await world.order({ productId: 'plain' })

    assert.lengthOf(await world.contracts(), 0)
  })

  test('lets a draft follow its order line', async ({ assert }) => {
    const world = await ContractWorld.build({ birth: 'draft' })
    await world.order()
    await world.order({ quantity: '3', unitPrice: '55.00' })

    const [line] = await world.lines()
    assert.deepEqual([line.quantity, line.unit_price].map(Number), [3, 55])
    assert.lengthOf(await world.alerts(), 0)
  })

  test('cancels the draft whose line was cancelled', async ({ assert }) => {
    const world = await ContractWorld.build({ birth: 'draft' })
    await world.order()
    await world.order({ isCancelled: true })

    assert.include((await world.contracts())[0], { status: 'cancelled' })
  })

  test('alerts a person when an active contract’s line changes or is cancelled, each fact once', async ({ assert }) => {
    const world = await ContractWorld.build()
    await world.order()
    await world.order({ quantity: '3' })
    await world.replay()
    await world.order({ quantity: '3', isCancelled: true })

    assert.deepEqual((await world.alerts()).map(({ kind }) => kind), ['order_line_changed', 'order_line_cancelled'])
    assert.include((await world.contracts())[0], { status: 'active' })
    assert.equal(Number((await world.lines())[0].quantity), 2)
  })

  test('a change that a person entered is not reported again, a later one is', async ({ assert }) => {
    const world = await ContractWorld.build()
    await world.order()
    await world.order({ quantity: '3' })
    const [line] = await world.lines()
    await db.table('contract_line_events').insert({ contract_line_id: line.id, kind: 'amend', happens_on: '2026-02-01', terms: JSON.stringify({ quantity: '3' }), created_at: '2026-01-20 00:00:00' })
    await db.from('contract_alerts').update({ settled_at: '2026-01-20 00:00:00' })
    await world.replay()
    assert.isEmpty(await db.from('contract_alerts').whereNull('settled_at'))

    await world.order({ quantity: '2' })
    assert.containSubset(await db.from('contract_alerts').whereNull('settled_at'), [{ kind: 'order_line_changed', fact_key: '1-1:2:60.00' }])
  })

  test('alerts when the whole order is cancelled', async ({ assert }) => {
    const world = await ContractWorld.build()
    await world.order()
    await world.order({}, { state: 'cancelled' })

    assert.deepEqual((await world.alerts()).map(({ kind }) => kind), ['order_line_cancelled'])
  })
})
