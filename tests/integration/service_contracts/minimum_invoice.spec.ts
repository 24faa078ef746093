import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { carriedInRun } from '#billing/queries/charge_holds'
import { unbilledStatement } from '#reporting/queries/unbilled_statement'
import { contractPanel } from '#service_contracts/queries/contract_panel'
import BillingWorld, { said } from '#tests/support/billing_world'

test.group('The least amount of an invoice of a contract', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  test('all lines together count, and what waits is held with its reason until there is enough', async ({ assert }) => {
    await world.contract(['10.00', '5.00'], { min_invoice_amount: '40.00' })
    assert.equal((await world.run('2026-02-28')).status, 'empty')
    await world.bill('2026-03-31')
    assert.deepEqual((await world.invoices()).map(({ net_cents: net }) => Number(net)), [4_500])

    await world.contract(['99.00'], { starts_on: '2026-04-01', line: { starts_on: '2026-04-01' } })
    const run = await world.run('2026-04-30')
    assert.deepEqual(said(await world.charges({ state: 'held' })), ['2026-04-01 10.00 held', '2026-04-01 5.00 held'])
    assert.containsSubset(await carriedInRun(run.id), [{ why: { dueCents: 1_500, minimumCents: 4_000 } }])
    assert.equal(run.chargesHeld, 2)
  })

  test('another contract of the customer goes out meanwhile, and the rest of a contract that ends', async ({ assert }) => {
    const { companyId } = await world.contract(['10.00'], { min_invoice_amount: '40.00' })
    await world.contract(['99.00'], { company_id: companyId })
    await world.contract(['10.00'], { min_invoice_amount: '40.00', ends_on: '2026-02-01' })
    await world.run('2026-01-31')
    assert.deepEqual((await world.invoices()).map(({ net_cents: net }) => Number(net)), [9_900, 1_000])
  })

  test('is accounted for as held, neither lost nor agreed', async ({ assert }) => {
    await world.contract(['10.00'], { min_invoice_amount: '40.00' })
    const { totals } = await unbilledStatement({ from: calendarDate('2026-01-01'), to: calendarDate('2026-02-28') })
    assert.containsSubset(totals.get('EUR'), { expectedCents: 2_000, heldCents: 2_000, differenceCents: 0, agreedCents: 0 })
  })

  test('stays left out where a person left it out', async ({ assert }) => {
    const { id } = await world.contract(['10.00'])
    const run = await world.run('2026-01-31')
    await world.exclude(run.id, Number((await world.charges())[0].id))
    await db.from('service_contracts').where('id', id).update({ min_invoice_amount: '40.00' })
    await world.run('2026-01-31')
    assert.deepEqual(said(await world.charges()), ['2026-01-01 10.00 excluded'])
  })

  test('the page of the contract says what waits for what', async ({ assert }) => {
    const { id } = await world.contract(['10.00'], { min_invoice_amount: '40000.00' })
    const panel = await contractPanel(await db.from('service_contracts').where('id', id).firstOrFail() as never, world.maker)
    assert.equal(panel.carried?.minimumCents, 4_000_000)
    assert.isEmpty(panel.schedule.filter(({ state }) => state === 'due'))
    assert.isNotEmpty(panel.schedule.filter(({ state }) => state === 'carried'))
  })
})
