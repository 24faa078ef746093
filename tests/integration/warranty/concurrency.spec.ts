import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { freshTestDatabase } from '#tests/support/test_database'
import WarrantyWorld from '#tests/support/warranty_world'

test.group('Registrations of one serial number at once', (group) => {
  let world: WarrantyWorld

  // no transaction round the test: each registration must see what the other committed
  group.setup(async () => {
    world = await WarrantyWorld.build()
    await world.warrantBoilers()
    return () => freshTestDatabase()
  })

  test('of two customers one gets the item, and the other waits as already registered', async ({ assert }) => {
    const asks = ['ana', 'ion', 'eva', 'dan'].map((name) => world.register({ customer_name: name, customer_email: `${name}@casa.example` }))
    await Promise.all(asks)

    const rows = await world.registrations()
    assert.deepEqual(rows.map(({ status }) => status).sort(), ['accepted', 'to_review', 'to_review', 'to_review'])
    assert.deepEqual(rows.filter(({ status }) => status === 'to_review').map((row) => row.main_finding), Array(3).fill('ALREADY_REGISTERED'))
    assert.lengthOf(rows.filter((row) => row.open_key !== null), 1)
    assert.lengthOf(await world.contracts(), 1)
    const numbers = rows.map(({ number }) => Number(number.slice(2))).sort((a, b) => a - b)
    assert.deepEqual(numbers, [1, 2, 3, 4])
  }).timeout(30_000)

  test('one customer who asks many times at once is registered once', async ({ assert }) => {
    const rows = await Promise.all(Array.from({ length: 6 }, () => world.register({ serial: 'A2' })))
    assert.lengthOf(new Set(rows.map(({ id }) => Number(id))), 1)
    assert.lengthOf(await db.from('warranty_registrations').where('serial', 'A2'), 1)
    const { id } = await world.base.item('A2')
    assert.lengthOf(await db.from('contract_lines').where('installed_item_id', id), 1)
  }).timeout(30_000)
})
