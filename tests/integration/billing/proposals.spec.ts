import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import BillingWorld from '#tests/support/billing_world'

test.group('Proposed invoices', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const nets = async () => (await world.invoices()).map(({ net_cents: net }) => Number(net))

  test('join the contracts of a customer in one invoice', async ({ assert }) => {
    const { companyId } = await world.contract(['100.00'])
    await world.contract(['20.00', '3.00'], { company_id: companyId })
    await world.contract(['7.00'])
    await world.run('2026-01-31')

    assert.deepEqual(await nets(), [12_300, 700])
  })

  test('are one for each contract where the contract says so', async ({ assert }) => {
    const { companyId } = await world.contract(['100.00', '1.00'], { grouping: 'contract' })
    await world.contract(['20.00'], { company_id: companyId, grouping: 'contract' })
    await world.run('2026-01-31')

    assert.deepEqual(await nets(), [10_100, 2_000])
  })

  test('are one for each order, and for each contract that has none', async ({ assert }) => {
    const { companyId } = await world.contract(['100.00'], { grouping: 'order', sales_order_number: 'P-1' })
    await world.contract(['20.00'], { company_id: companyId, grouping: 'order', sales_order_number: 'P-1' })
    await world.contract(['3.00'], { company_id: companyId, grouping: 'order' })
    await world.run('2026-01-31')

    assert.deepEqual(await nets(), [12_000, 300])
  })

  test('are one for each item, and for each line that has none', async ({ assert }) => {
    await world.contract(['100.00', '20.00'], { grouping: 'item', line: { installed_item_id: 5 } })
    await world.contract(['3.00', '4.00'], { grouping: 'item' })
    await world.run('2026-01-31')

    assert.deepEqual(await nets(), [12_000, 300, 400])
  })

  test('never mix currencies', async ({ assert }) => {
    const { companyId } = await world.contract(['100.00'])
    await world.contract(['100.00'], { company_id: companyId, currency: 'RON' })
    await world.run('2026-01-31')

    assert.deepEqual((await world.invoices()).map(({ currency }) => currency), ['EUR', 'RON'])
  })

  test('go to whoever pays for the contract', async ({ assert }) => {
    const payer = await world.company()
    await world.contract(['100.00'], { bill_to_id: payer })
    await world.run('2026-01-31')

    assert.deepEqual((await world.invoices()).map(({ company_id: id }) => Number(id)), [payer])
  })

  test('are a credit note when more is given back than charged', async ({ assert }) => {
    const { lines } = await world.contract(['310.00', '30.00'])
    await world.bill('2026-01-31')
    await world.change(lines[0], 'terminate', '2026-01-21', { credit: 'credit' })
    await world.run('2026-02-28')

    // January's last 11 days back: 310.00 × 11 / 31 = 110.00; February of the other line: 30.00
    const [note] = await world.invoices({ status: 'proposed' })
    assert.deepInclude({ ...note, net_cents: Number(note.net_cents) }, { kind: 'credit_note', net_cents: -8_000, anomaly_count: 1, line_count: 2 })
  })

  test('of several hundred companies add up to their charges', async ({ assert }) => {
    for (let n = 0; n < 40; n++) await world.contract(['1.00', '2.00'], { grouping: n % 2 ? 'customer' : 'contract' })
    await world.run('2026-03-31')

    const charged = (await world.charges()).reduce((sum, { net_cents: net }) => sum + Number(net), 0)
    assert.equal((await nets()).reduce((sum, net) => sum + net, 0), charged)
    assert.equal(charged, 40 * 300 * 3)
  })
})
