import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import RequestDesk from '#tests/support/request_desk'

test.group('Work that is approved and taken back', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('leaves limits, points and money where they were, whatever was done and however often', async ({ assert }) => {
    const desk = await RequestDesk.build()
    const account = await desk.payWithPoints()
    const capped = await desk.world.contract({ number: 'C-CAPPED' })
    await desk.world.coverWith(desk.world.setId, capped)
    const balance = async () => Number((await db.from('point_accounts').where('id', account).firstOrFail()).balance)
    const cents = (max: number) => fc.integer({ min: 0, max }).map((whole) => (whole / 100).toFixed(2))
    const lines = fc.array(fc.record({ isPart: fc.boolean(), quantity: fc.integer({ min: 1, max: 4 }), price: cents(40_000) }), { minLength: 1, maxLength: 4 })
    let [covered, byPoints] = [0, 0]

    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 2 }), async (worked, times) => {
        const { id } = await desk.request()
        for (const { isPart, quantity, price } of worked) {
          if (isPart) await desk.part(id, price, { quantity: String(quantity) })
          else await desk.line(id, { unit_price: price, quantity: String(quantity) })
        }
        for (let time = 0; time < times; time += 1) {
          await desk.approve(id)
          const row = await desk.stored(id)
          covered += Number(row.covered_cents)
          byPoints += Number(row.points_cents)
          const open = (await desk.charges()).filter(({ state }) => state === 'open')
          // covered + points + charged = what was done at list price
          assert.equal(Number(row.covered_cents) + Number(row.points_cents) + open.reduce((sum, one) => sum + Number(one.net_cents), 0), Number(row.work_cents))
          await desk.takeBack(id)
          assert.deepEqual([await desk.used(), await balance()], [0, 20])
          assert.isTrue((await desk.charges()).every(({ state }) => state === 'withdrawn'))
        }
      }),
      { numRuns: 8 }
    )
    assert.isAbove(covered, 0)
    assert.isAbove(byPoints, 0)
  }).timeout(60_000)
})
