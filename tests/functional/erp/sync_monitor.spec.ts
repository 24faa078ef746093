import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { currentQueue } from '#shared/queue/queue'
import Customer from '#mirror/models/customer'
import SyncCursor from '#erp/models/sync_cursor'
import SyncProblem from '#erp/models/sync_problem'
import SyncRun from '#erp/models/sync_run'
import { erpCustomer, erpOrder, erpProduct } from '#tests/support/erp_records'
import { personWhoMay, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'

test.group('Sync monitor', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('an administrator starts a reading and sees what it did', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    world.fill(2)
    const admin = await personWithRole('administrator')

    const path = `/erp/connections/${world.connection.id}/sync-runs`
    const answer = await client.post(path).loginAs(admin).form({ mode: 'full' }).withCsrfToken().redirects(0)
    answer.assertStatus(303)
    await currentQueue().drain()

    const run = await SyncRun.findByOrFail('connectionId', world.connection.id)
    assert.containSubset(run.$attributes, { state: 'done', mode: 'full', requestedById: admin.id })
    const page = await client.get('/erp/sync').loginAs(admin)
    page.assertStatus(200)
    page.assertTextIncludes('Deliveries')
    const detail = await client.get(`/erp/sync/runs/${run.id}`).loginAs(admin)
    detail.assertTextIncludes('Complete reading')
  })

  test('an entity is paused and resumed', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    const admin = await personWithRole('administrator')
    const path = `/erp/connections/${world.connection.id}/pauses/order`

    await client.post(path).loginAs(admin).withCsrfToken().redirects(0)
    const cursor = await SyncCursor.findByOrFail('entity', 'order')
    assert.isTrue(cursor.isPaused)
    await client.delete(path).loginAs(admin).withCsrfToken().redirects(0)
    const cursorAgain = await SyncCursor.findByOrFail('entity', 'order')
    assert.isFalse(cursorAgain.isPaused)
  })

  test('a record that could not be kept is shown with its cause and retried', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    world.erp.put('customer', erpCustomer('1', { name: 'x'.repeat(300) }))
    await world.sync()
    const admin = await personWithRole('administrator')
    const problem = await SyncProblem.findByOrFail('externalId', '1')
    const page = await client.get(`/erp/sync/problems/${problem.id}`).loginAs(admin)
    page.assertTextIncludes('name is longer than')

    world.erp.put('customer', erpCustomer('1'))
    const path = `/erp/sync/problems/${problem.id}/retries`
    await client.post(path).loginAs(admin).form({ scope: 'group' }).withCsrfToken().redirects(0)
    await currentQueue().drain()

    assert.isNotNull(await Customer.findBy('externalId', '1'))
    const retried = await problem.refresh()
    assert.isNotNull(retried.resolvedAt)
  })

  test('a record is skipped with a reason, and never without', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    world.erp.put('customer', erpCustomer('1'))
    world.erp.put('order', erpOrder('9', '1', 'nowhere'))
    await world.sync()
    const admin = await personWithRole('administrator')
    const problem = await SyncProblem.findByOrFail('externalId', '9')
    const path = `/erp/sync/problems/${problem.id}/skips`

    await client.post(path).loginAs(admin).form({ scope: 'one', reason: '' }).withCsrfToken().redirects(0)
    const retriedAgain = await problem.refresh()
    assert.isNull(retriedAgain.skippedAt)
    await client.post(path).loginAs(admin).form({ scope: 'one', reason: 'An old test order' }).withCsrfToken().redirects(0)

    const retried2 = await problem.refresh()
    assert.equal(retried2.skippedById, admin.id)
    world.erp.put('product', erpProduct('1'))
    const run = await world.sync({ mode: 'full' })
    assert.containSubset(await world.part(run, 'order'), { read: 1, skipped: 1, waiting: 0 })
  })

  test('whoever may only look starts, pauses and repairs nothing', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    const viewer = await personWhoMay({ 'sync.view': 'all' })
    const { id } = world.connection

    const page = await client.get('/erp/sync').loginAs(viewer)
    page.assertStatus(200)
    assert.notInclude(page.text(), 'Read everything')
    for (const path of [`/erp/connections/${id}/sync-runs`, `/erp/connections/${id}/pauses/order`, '/erp/sync/problems/1/retries', '/erp/sync/problems/1/skips']) {
      const answer = await client.post(path).loginAs(viewer).withCsrfToken().redirects(0)
      answer.assertStatus(403)
    }
    const stranger = await client.get('/erp/sync').loginAs(await personWhoMay({})).redirects(0)
    stranger.assertStatus(403)
  })
})
