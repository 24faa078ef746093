import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { calendarDate } from '#shared/calendar/calendar_date'
import ConsumePoints from '#points/actions/consume_points'
import ExpireLots from '#points/actions/expire_lots'
import PointsRefused from '#points/errors/points_refused'
import PointWorld from '#tests/support/point_world'

const ASKED = 60
const HELD = 45

test.group('Many consumptions of one account at once', (group) => {
  let world: PointWorld

  // no transaction round the test: each consumption must see what the others committed
  group.each.setup(async () => {
    world = await PointWorld.build({ recharge_below: '10', recharge_points: '100', recharge_price: '1.20', recharge_opens: 'payment' })
    await world.open('first', 20)
    await world.open('second', HELD - 20)
    return async () => {
      for (const table of ['point_moves', 'point_sales', 'point_lots', 'point_entries']) await db.from(table).where('point_account_id', world.accountId).delete()
      await db.from('point_accounts').where('id', world.accountId).delete()
      await db.from('companies').where('id', world.companyId).delete()
    }
  })

  async function outcomes(asks: Promise<unknown>[]) {
    const settled = await Promise.allSettled(asks)
    const strange = settled.filter((one) => one.status === 'rejected' && !(one.reason instanceof PointsRefused))
    if (strange.length > 0) throw (strange[0] as PromiseRejectedResult).reason
    return settled.filter(({ status }) => status === 'fulfilled').length
  }

  test('never sell more than there is, gathered or each in a transaction of its own', async ({ assert }) => {
    const alone = (n: number) =>
      db.transaction((trx) => new ConsumePoints().handle(world.accountId, { key: `alone ${n}`, request: null, asks: { points: 100 } }, null, world.today, trx))
    const asks = Array.from({ length: ASKED }, (_, n) => (n % 3 === 0 ? alone(n) : world.consume(`gathered ${n}`, 1)))

    assert.equal(await outcomes(asks), HELD)
    assert.equal(await world.balance(), 0)
    assert.isTrue(await world.isConsistent())
    const numbers = (await world.moves()).map(({ no }) => Number(no))
    assert.deepEqual(numbers, Array.from({ length: numbers.length }, (_, index) => index + 1))
    assert.lengthOf(await world.sales(), 1)
  }).timeout(60_000)

  test('under one key consume once', async ({ assert }) => {
    const asks = Array.from({ length: 20 }, () => world.consume('the same', 3))

    assert.equal(await outcomes(asks), 20)
    assert.equal(await world.balance(), HELD - 3)
  }).timeout(60_000)

  test('and an expiry in the midst of them: every point is used or written off, none twice', async ({ assert }) => {
    const lastDay = calendarDate('2026-05-31')
    await world.open('may', 30, { expiresOn: calendarDate('2026-06-01') })
    world.today = lastDay
    const asks = Array.from({ length: ASKED }, (_, n) => (n === 20 ? new ExpireLots().handle(calendarDate('2026-06-01')) : world.consume(`while ${n}`, 1)))

    const used = (await outcomes(asks)) - 1
    const moves = await world.moves()
    const sum = (kind: string) => moves.filter((move) => move.kind === kind).reduce((points, move) => points + Number(move.points), 0) / 100
    assert.equal(sum('consume'), used)
    assert.equal(used + sum('expire') + (await world.balance()), HELD + 30)
    assert.isTrue(await world.isConsistent())
    assert.equal((await world.lots()).may, 0)
  }).timeout(60_000)
})
