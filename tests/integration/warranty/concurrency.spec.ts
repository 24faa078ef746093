import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import WarrantyWorld from '#tests/support/warranty_world'

/** What the test commits to, those first that refer to others. */
const TABLES = ['notifications', 'contract_lines', 'service_contracts', 'warranted_products', 'contract_models', 'warranty_registrations', 'installed_item_events', 'installed_items', 'delivery_lines', 'deliveries', 'record_changes', 'contacts', 'companies', 'customer_contacts', 'customer_addresses', 'customers', 'products']

/** Takes away what came after now, and gives the numbers back. */
async function tidiedAfterwards(): Promise<() => Promise<void>> {
  const numbers = await db.from('number_sequences')
  const last = new Map<string, number>()
  for (const table of TABLES) last.set(table, Number((await db.from(table).max('id as id').first())?.id ?? 0))

  return async () => {
    await db.from('warranty_registrations').update({ predecessor_id: null })
    for (const table of TABLES) await db.from(table).where('id', '>', last.get(table)!).delete()
    await db.from('search_tokens').delete()
    await db.from('number_sequences').delete()
    if (numbers.length > 0) await db.table('number_sequences').multiInsert(numbers)
  }
}

test.group('Registrations of one serial number at once', (group) => {
  let world: WarrantyWorld

  // no transaction round the test: each registration must see what the other committed
  group.setup(async () => {
    const tidy = await tidiedAfterwards()
    world = await WarrantyWorld.build()
    await world.warrantBoilers()
    return tidy
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
