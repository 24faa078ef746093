import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import OpenRecharges from '#points/actions/open_recharges'
import { pointFindings, pointLiability } from '#erp/queries/reconciliation/point_liability'
import BillingWorld from '#tests/support/billing_world'
import PointWorld from '#tests/support/point_world'
import { personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'

const day = (text: string): CalendarDate => calendarDate(text)

test.group('Points and what was billed for them', (group) => {
  let billing: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    billing = await BillingWorld.build()
  })

  /** A year for 10.00 a month, whose points are worth what is told. */
  async function yearly(unitValue: string): Promise<{ world: PointWorld; contractId: number }> {
    const { id: contractId } = await billing.contract(['10.00'], { kind: 'points', ends_on: '2027-01-01' })
    const world = await PointWorld.build({ service_contract_id: contractId })
    await world.on('2026-01-01').open('term', 100, { source: 'contract', unitValue, expiresOn: day('2027-01-01') })
    return { world, contractId }
  }
  const rowOn = async (on: string) => {
    for await (const row of pointLiability(day(on))) return row
    return null
  }

  test('what a contract gave is held against all it brings, and against what was billed of it so far', async ({ assert }) => {
    const { world, contractId } = await yearly('1.20')
    await world.on('2026-02-10').consume('call', 30)
    await billing.bill('2026-03-01')

    assert.containSubset(await rowOn('2026-03-15'), { contractId, givenCents: 12_000, usedCents: 3_600, expiredCents: 0, heldCents: 8_400, agreedCents: 12_000, billedCents: 3_000, postedCents: 0, differenceCents: 0, isDifferent: false })
    assert.containSubset(await rowOn('2026-01-31'), { usedCents: 0, heldCents: 12_000, billedCents: 1_000 })
    assert.containSubset(await rowOn('2027-01-01'), { usedCents: 3_600, expiredCents: 8_400, heldCents: 0 })
    assert.isNull(await rowOn('2025-12-31'))

    await db.from('invoices').update({ status: 'posted' })
    assert.containSubset(await rowOn('2026-03-15'), { postedCents: 3_000 })
  })

  test('points of a recharge are worth what was billed, and remainders and gestures change nothing', async ({ assert }) => {
    const world = await PointWorld.build({ recharge_below: '5', recharge_points: '100', recharge_price: '1.20', recharge_months: 12, recharge_opens: 'approval' })
    await world.open('gift', 10, { source: 'gesture', unitValue: null })
    await world.consume('call', 6)
    await billing.bill('2026-03-05')
    assert.containSubset(await rowOn('2026-03-09'), { givenCents: 0, agreedCents: 0, billedCents: 12_000, isDifferent: false })

    await new OpenRecharges().handle(day('2026-03-10'))
    assert.containSubset(await rowOn('2026-03-10'), { contractId: null, givenCents: 12_000, otherCents: 0, heldCents: 12_000, agreedCents: 12_000, differenceCents: 0, isDifferent: false })
  })

  test('points worth other than agreed are found for the connection of their customer, shown and exported', async ({ assert, client }) => {
    const sync = await SyncWorld.build()
    sync.fill(1)
    await sync.sync()
    const { world, contractId } = await yearly('1.50')
    assert.deepEqual(await pointFindings(sync.connection.id, day('2026-03-15')), [])
    const customer = await db.from('customers').where('connection_id', sync.connection.id).firstOrFail()
    await db.from('companies').where('customer_id', customer.id).update({ customer_id: null })
    await db.from('companies').where('id', world.companyId).update({ customer_id: customer.id })
    const [finding, ...others] = await pointFindings(sync.connection.id, day('2026-03-15'))
    assert.lengthOf(others, 0)
    assert.containSubset(finding, { cause: 'points_differ', ours: '15000 EUR', theirs: '12000 EUR', href: `/points/accounts/${world.accountId}`, theirHref: `/reporting/truth?contract=${contractId}` })

    const biller = await personWithRole('billing')
    const page = await client.get('/erp/reconciliation/points?on=2026-03-15&only=1').loginAs(biller)
    page.assertStatus(200)
    for (const text of ['€150.00', '€120.00', '€30.00', `/points/accounts/${world.accountId}/ledger`, `/reporting/truth?contract=${contractId}`]) page.assertTextIncludes(text)
    assert.notInclude(page.text(), 'translation missing')
    const file = await client.get('/erp/reconciliation/points/export/csv?on=2026-03-15').loginAs(biller)
    assert.match(file.text(), /EUR,150,0,0,0,150,120,0,0,30/)
    ;(await client.get('/erp/reconciliation/points').loginAs(await personWithRole('marketing'))).assertStatus(403)
  })
})
