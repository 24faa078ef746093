import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import RetryDeliveries from '#installed_base/actions/retry_deliveries'
import BaseWorld from '#tests/support/installed_base/base_world'

const replay = (repairs = false) => new ReplayInstalledBase().handle({ repairs })

async function world() {
  const base = await BaseWorld.build()
  await base.deliver('1', '2026-01-10', { serials: ['SN-1', 'SN-2'] })
  await base.deliver('2', '2026-02-10', { serials: ['SN-1'] }, { customerId: '20' })
  await base.deliver('3', '2026-01-11', { product: 'filter', quantity: '9' })
  await base.deliver('R', '2026-03-01', { product: 'filter', quantity: '4' }, { kind: 'return' })
  await base.deliver('4', '2026-01-12', { serials: ['SN-4'] }, { isCancelled: true })
  return base
}

test.group('Replaying the installed base', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('from nothing gives what is stored', async ({ assert }) => {
    await world()

    assert.deepEqual(await replay(), { documentCount: 5, itemCount: 3, differences: [] })
  })

  test('gives what is stored, whatever documents and invoices came in whatever order', async ({ assert }) => {
    const base = await BaseWorld.build()
    const anyDocument = fc.record({
      number: fc.nat({ max: 4 }),
      day: fc.integer({ min: 10, max: 15 }),
      kind: fc.constantFrom('delivery', 'delivery', 'return', 'loan', 'loan', 'invoice', 'credit'),
      customerId: fc.constantFrom('10', '20'),
      line: fc.constantFrom({ serials: ['S'] }, { serials: ['S', 'T'] }, { product: 'filter', quantity: '3' }, { product: 'filter', quantity: '1.5' }),
      isCancelled: fc.boolean(),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyDocument, { minLength: 3, maxLength: 7 }), async (documents) => {
        run += 1
        for (const { number, day, kind, line, ...more } of documents) {
          const named = 'serials' in line ? { serials: line.serials!.map((serial) => `${serial}-${run}`) } : line
          if (kind === 'invoice' || kind === 'credit') {
            const sold = { productId: line.product ?? 'boiler', quantity: line.quantity ?? String(line.serials?.length ?? 1) }
            const credits = kind === 'credit' ? { creditsId: `${run}-${(number + 1) % 5}` } : {}
            const state = more.isCancelled ? ('cancelled' as const) : ('posted' as const)
            await base.invoice(`${run}-${number}`, `2026-01-${day}`, sold, { customerId: more.customerId, state, ...credits })
            continue
          }
          await base.deliver(`${run}-${number}`, `2026-01-${day}`, named, { kind: kind as 'return', ...more })
        }
        assert.deepEqual((await replay()).differences, [])
      }),
      { numRuns: 8 }
    )
  }).timeout(20_000)

  test('lists what was changed behind the back of its events, and repairs it when asked', async ({ assert }) => {
    const base = await world()
    await db.from('installed_items').where('serial', 'SN-2').update({ status: 'lost' })

    const { differences } = await replay()
    assert.containSubset(differences, [{ kind: 'item_changed', columns: { status: ['lost', 'delivered'] } }])
    assert.containSubset(await base.item('SN-2'), { status: 'lost' })

    await replay(true)
    assert.containSubset(await base.item('SN-2'), { status: 'delivered' })
    assert.containSubset(await replay(), { itemCount: 3, differences: [] })
  })

  test('builds everything from the documents alone', async ({ assert }) => {
    const base = await world()
    const facts = () => db.from('installed_items').select('item_key', 'status', 'quantity', 'company_id', 'returned_on').orderBy('item_key')
    const before = await facts()
    await db.from('installed_item_events').delete()
    await db.from('installed_items').delete()

    const { differences } = await replay(true)

    assert.containSubset(differences, [{ kind: 'event_missing', subject: 'DN1' }])
    assert.deepEqual(await facts(), before)
    assert.containSubset(await base.item('SN-1'), { company_id: await base.companyOf('20') })
  })

  test('follows deliveries whose customer became a company only later', async ({ assert }) => {
    const base = await BaseWorld.build()
    const companyId = await base.companyOf('20')
    const customer = await db.from('companies').where('id', companyId).firstOrFail()
    await db.from('companies').where('id', companyId).update({ customer_id: null })
    await base.deliver('1', '2026-01-10', { serials: ['SN-1'] }, { customerId: '20' })
    assert.isEmpty(await db.from('installed_items'))
    assert.equal(await new RetryDeliveries().handle(), 0)

    await db.from('companies').where('id', companyId).update({ customer_id: customer.customer_id })

    assert.equal(await new RetryDeliveries().handle(), 1)
    assert.containSubset(await base.item('SN-1'), { company_id: companyId })
  })
})
