import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import WorkImpossible from '#service_desk/errors/work_impossible'
import RequestDesk from '#tests/support/request_desk'
import { freshTestDatabase } from '#tests/support/test_database'

/** Several people at once, so nothing can be rolled back: a fresh database before and after. */
test.group('Work that several people approve at once', (group) => {
  let desk: RequestDesk

  group.setup(async () => {
    await freshTestDatabase()
    desk = await RequestDesk.build()
  })
  group.teardown(() => freshTestDatabase())

  test('is approved and charged once, and the others are told; taken back by several, it is taken back once', async ({ assert }) => {
    const { id } = await desk.request()
    await desk.part(id, '120.00')
    await desk.line(id)

    const approvals = await Promise.allSettled(Array.from({ length: 4 }, () => desk.approve(id)))
    const refusals = approvals.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    assert.lengthOf(refusals, 3)
    for (const refusal of refusals) assert.instanceOf(refusal, WorkImpossible)
    assert.lengthOf(await desk.charges(), 2)
    assert.lengthOf(await db.from('work_approvals'), 1)
    assert.equal(await desk.used(), 9_600)

    const returns = await Promise.allSettled(Array.from({ length: 3 }, () => desk.takeBack(id)))
    assert.lengthOf(returns.filter(({ status }) => status === 'fulfilled'), 1)
    assert.equal(await desk.used(), 0)
    assert.deepEqual((await desk.charges()).map(({ state }) => state), ['withdrawn', 'withdrawn'])
  }).timeout(60_000)
})
