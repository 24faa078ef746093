import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ExpireLots from '#points/actions/expire_lots'
import { accountReplay } from '#points/queries/account_replay'
import { answerOf } from '#points/rules/replay_answer'
import { replay } from '#points/rules/replay'
import { replayInputsFrom } from '#points/rules/replay_input'
import { parsePoints } from '#points/rules/points'
import PointWorld from '#tests/support/point_world'

test.group('A points account', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('consumes what expires first, one move a lot, and explains each', async ({ assert }) => {
    const world = await PointWorld.build()
    await world.open('late', 10)
    await world.open('soon', 5, { expiresOn: calendarDate('2026-06-01') })
    const entered = await world.consume('call', 7.5, 'R1')

    assert.deepInclude(entered, { outcome: 'booked', change: -750, balance: 750 })
    assert.deepEqual(await world.lots(), { late: 7.5, soon: 0 })
    assert.deepEqual((await world.moves()).slice(2).map(({ kind, points }) => [kind, Number(points)]), [['consume', 500], ['consume', 250]])
    assert.isTrue(await world.isConsistent())
  })

  test('consumes once under one key, and refuses the key for anything else', async ({ assert }) => {
    const world = await PointWorld.build()
    await world.open('lot', 10)
    await world.consume('call', 4)

    assert.deepInclude(await world.consume('call', 4), { outcome: 'repeated', change: -400, balance: 600 })
    await assert.rejects(() => world.consume('call', 5), 'Something else was booked under this key before')
    assert.equal(await world.balance(), 6)
  })

  test('refuses what is more than there is, and books nothing', async ({ assert }) => {
    const world = await PointWorld.build()
    await world.open('lot', 10)

    await assert.rejects(() => world.consume('call', 12.5), /^12.5 points are needed and 10 can be used; add points first/)
    assert.lengthOf(await world.entries(), 1)
  })

  test('owes up to the limit and is repaid by the next lot', async ({ assert }) => {
    const world = await PointWorld.build({ shortage: 'overdraw', overdraft_limit: '5' })
    await world.open('first', 10)
    await world.consume('call', 14)
    assert.equal(await world.balance(), -4)
    await assert.rejects(() => world.consume('more', 2), /overdraft 1 can be used/)

    await world.open('second', 10)
    assert.deepEqual(await world.lots(), { first: 0, second: 6 })
    await world.reverse('back', 'call')
    assert.deepEqual(await world.lots(), { first: 10, second: 10 })
    assert.isTrue(await world.isConsistent())
  })

  test('gives points whose lot has expired to a new one with days of grace', async ({ assert }) => {
    const world = await PointWorld.build({ grace_days: 10 })
    await world.open('old', 10, { expiresOn: calendarDate('2026-04-01') })
    await world.consume('call', 4)
    await new ExpireLots().handle(calendarDate('2026-04-01'))
    assert.equal(await world.balance(), 0)

    await world.on('2026-04-05').reverse('back', 'call', 3)
    assert.equal(await world.balance(), 3)
    assert.equal(await new ExpireLots().handle(calendarDate('2026-04-14')), 0)
    assert.equal(await new ExpireLots().handle(calendarDate('2026-04-15')), 1)
    assert.equal(await world.balance(), 0)
    assert.isTrue(await world.isConsistent())
  })

  test('expires once a day, however often the night runs', async ({ assert }) => {
    const world = await PointWorld.build()
    await world.open('old', 10, { expiresOn: calendarDate('2026-04-01') })
    const nights = [await new ExpireLots().handle(calendarDate('2026-04-02')), await new ExpireLots().handle(calendarDate('2026-04-02'))]

    assert.deepEqual(nights, [1, 0])
    assert.deepEqual((await world.moves()).map(({ kind, to_place: to }) => [kind, to]), [['open', 'lot'], ['expire', 'expired']])
  })

  test('does not use an expired lot when the clock is set back', async ({ assert }) => {
    const world = await PointWorld.build()
    await world.open('old', 10, { expiresOn: calendarDate('2026-04-01') })
    await world.open('new', 10)
    await world.on('2026-04-02').consume('call', 1)
    await world.on('2026-03-01').consume('earlier', 1)

    assert.deepEqual(await world.lots(), { old: 10, new: 8 })
    assert.deepEqual((await world.entries()).map(({ booked_on: on }) => on), ['2026-03-01', '2026-03-01', '2026-04-02', '2026-04-02'])
  })

  test('debits a request by the rules, its contractual part once', async ({ assert }) => {
    const world = await PointWorld.build()
    const general = await world.rule({ points: '2' })
    const own = await world.rule({ company_id: world.companyId, points: '3' })
    await world.rule({ type: 'complementary', points: '1.5', step: '1' })
    await world.open('lot', 100)

    const [first, again] = [await world.debit('a', 'R1', [{ product: '7', quantity: '1.2' }]), await world.debit('b', 'R1')]
    assert.deepEqual([first.change, again.change], [-600, 0])
    const { debit } = JSON.parse((await world.entries())[1].explanation)
    assert.deepEqual(debit.parts[0].considered.map(({ rule, verdict }: any) => [rule, verdict]), [[String(own), 'WON'], [String(general), 'LESS_SPECIFIC']])

    await world.reverse('back', 'a')
    assert.equal((await world.debit('c', 'R1')).change, -300)
  })

  test('is what a replay of its entries makes of it, entry by entry', async ({ assert }) => {
    const world = await PointWorld.build({ shortage: 'overdraw', overdraft_limit: '20', grace_days: 15 })
    await world.open('a', 10, { expiresOn: calendarDate('2026-04-01') })
    await world.consume('one', 14)
    await world.open('b', 30, { isBonus: true, unitValue: null })
    await world.correct('gift', 5)
    await world.correct('less', -2)
    await new ExpireLots().handle(calendarDate('2026-04-01'))
    await world.on('2026-04-03').reverse('back', 'one', 8)
    await world.consume('two', 40)

    const answer = answerOf(replay(replayInputsFrom(JSON.parse(JSON.stringify(await accountReplay(world.accountId, calendarDate('2026-05-01')))))[0]))
    const booked = (await world.entries()).map((entry) => [entry.entry_key, Number(entry.change), Number(entry.balance)])
    assert.deepEqual(answer.entries.map(({ key, change, balance }) => [key, parsePoints(change), parsePoints(balance)]), booked)
    assert.equal(parsePoints(answer.balance.points) / 100, await world.balance())
    assert.isTrue(await world.isConsistent())
  })
})
