import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import OpenRecharges from '#points/actions/open_recharges'
import BillingWorld, { said } from '#tests/support/billing_world'
import PointWorld from '#tests/support/point_world'

const RECHARGE = { recharge_below: '5', recharge_points: '100', recharge_price: '1.20', recharge_months: 12 }
const TODAY = calendarDate('2026-03-10')

test.group('Points and money', (group) => {
  let billing: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    billing = await BillingWorld.build()
  })

  const opened = () => new OpenRecharges().handle(TODAY)
  const charges = () => billing.charges({ source_type: 'point_sale' })

  async function low(opens: string): Promise<PointWorld> {
    const world = await PointWorld.build({ ...RECHARGE, recharge_opens: opens })
    await world.open('first', 10)
    await world.consume('call', 6)
    return world
  }

  test('too few points propose a recharge, once, and billing charges it', async ({ assert }) => {
    const world = await low('approval')
    await world.consume('another', 1)
    assert.lengthOf(await world.sales(), 1)

    await billing.bill('2026-03-05')
    assert.deepEqual(said(await charges()), ['2026-03-01 120.00 billed'])
    assert.equal((await billing.run('2026-03-06')).status, 'empty')
  })

  test('its points open on approval, on posting or on payment, as agreed', async ({ assert }) => {
    const worlds = { approval: await low('approval'), posting: await low('posting'), payment: await low('payment') }
    const balances = async () => Promise.all(Object.values(worlds).map((world) => world.balance()))
    assert.equal(await opened(), 0)

    await billing.bill('2026-03-05')
    assert.equal(await opened(), 1)
    assert.deepEqual(await balances(), [104, 4, 4])

    await db.from('invoices').update({ status: 'posted', open_cents: 12_000 })
    await opened()
    assert.deepEqual(await balances(), [104, 104, 4])

    await db.from('invoices').update({ open_cents: 0 })
    assert.deepEqual([await opened(), await opened()], [1, 0])
    assert.deepEqual(await balances(), [104, 104, 104])
    const lot = await db.from('point_lots').where({ point_account_id: worlds.payment.accountId, source: 'recharge' }).firstOrFail()
    assert.include(lot, { valid_from: '2026-03-10', expires_on: '2027-03-10' })
    assert.isTrue(await worlds.payment.isConsistent())
  })

  test('what a consumption lacks is charged, and given back with the points', async ({ assert }) => {
    const world = await PointWorld.build({ shortage: 'invoice_remainder', remainder_price: '2.00' })
    await world.open('first', 40)
    await world.consume('call', 100)
    await billing.bill('2026-03-05')
    assert.deepEqual(said(await charges()), ['2026-03-01 120.00 billed'])

    await world.reverse('back', 'call', 70)
    assert.deepEqual(await world.lots(), { first: 10 })
    await billing.bill('2026-03-06')
    assert.deepEqual(said(await charges()), ['2026-03-01 120.00 billed', '2026-03-01 -120.00 billed'])
    assert.equal((await billing.run('2026-03-07')).status, 'empty')
  })

  test('a remainder returned before it was billed is never charged', async ({ assert }) => {
    const world = await PointWorld.build({ shortage: 'invoice_remainder', remainder_price: '2.00' })
    await world.consume('call', 10)
    await world.reverse('back', 'call')

    assert.equal((await billing.run('2026-03-05')).status, 'empty')
  })
})
