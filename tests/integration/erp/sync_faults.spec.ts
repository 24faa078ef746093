import fc from 'fast-check'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import Customer from '#mirror/models/customer'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import { onMirrored, stopFollowing } from '#erp/followers'
import SyncProblem from '#erp/models/sync_problem'
import SyncRun from '#erp/models/sync_run'
import { erpCustomer, erpOrder, erpProduct } from '#tests/support/erp_records'
import SyncWorld from '#tests/support/sync_world'

test.group('Sync under faults', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('ends as if uninterrupted wherever it was cut, and goes on from there', async ({ assert }) => {
    const whole = await SyncWorld.build('Whole')
    whole.fill(8)
    await whole.sync({ mode: 'full' })
    const expected = await whole.mirrored()
    let name = 0

    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), async (cuts, pagesAtOnce) => {
        const world = await SyncWorld.build(`Cut ${++name}`)
        world.fill(8)
        for (const cut of cuts) {
          const last = world.erp.calls.length + cut
          world.erp.onCall = (_, number) => {
            if (number >= last) throw new ErpUnavailable('The wire was cut')
          }
          await world.sync({ mode: 'incremental' }, { pagesAtOnce })
        }
        world.erp.onCall = () => {}
        const run = await world.sync({ mode: 'incremental' }, { pagesAtOnce })

        assert.equal(run.state, 'done')
        assert.deepEqual(await world.mirrored(), expected)
      }),
      { numRuns: 15 }
    )
  }).timeout(60_000)

  test('a page is undone as a whole when the process dies while writing it', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(8)
    let pages = 0
    onMirrored('order', 'dies', async () => {
      if (++pages === 2) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
    })

    await assert.rejects(() => world.sync({ mode: 'full' }), 'gone')
    const rows = await db.from('sales_orders').count('* as n')
    assert.equal(Number(rows[0].n), 3)
    const run = await world.sync()
    stopFollowing('order', 'dies')

    const part = await world.part(run, 'order')
    assert.containSubset(part, { read: 5, created: 5, state: 'done' })
  })

  test('a record waits for its parent and arrives with it', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.erp.put('customer', erpCustomer('1'))
    world.erp.put('order', erpOrder('9', '1', 'later'))
    await world.sync()
    const problem = await SyncProblem.findByOrFail('externalId', '9')
    assert.containSubset(problem.$attributes, { kind: 'waiting', missingEntity: 'product', missingId: 'later', resolvedAt: null })

    world.erp.advance(60)
    world.erp.put('product', erpProduct('later'))
    const run = await world.sync()

    assert.containSubset(await world.part(run, 'order'), { read: 1, created: 1, waiting: 0 })
    const retried = await problem.refresh()
    assert.isNotNull(retried.resolvedAt)
  })

  test('a parent that no list named is asked for by a full run', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.erp.put('customer', erpCustomer('1'))
    world.erp.put('product', erpProduct('hidden'), null)
    world.erp.put('order', erpOrder('9', '1', 'hidden'))
    await world.sync({ entities: ['customer', 'order'] })

    const run = await world.sync({ mode: 'full', entities: ['customer', 'order'] })

    assert.containSubset(await world.part(run, 'order'), { read: 1, created: 1, waiting: 0 })
  })

  test('unreadable and faulty records are noted, grouped, and do not stop the rest', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(5)
    world.erp.unreadable.add('customer/0002')
    world.erp.put('customer', erpCustomer('0003', { name: 'x'.repeat(300) }))

    const run = await world.sync({ mode: 'full' })

    assert.equal(run.state, 'done')
    assert.containSubset(await world.part(run, 'customer'), { read: 5, created: 3, failed: 2 })
    const [torn, long] = await SyncProblem.query().where('entity', 'customer').orderBy('externalId')
    assert.equal(torn.cause, 'the name of … is torn')
    assert.include(torn.sample, 'Customer 0002')
    assert.equal(long.reason, 'name is longer than 255 characters')
  })

  test('one record that makes a follower fail is found among a page', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(6)
    onMirrored('customer', 'picky', async (rows) => {
      if (rows.some((row) => row.externalId === '0004')) throw new Error('no company for it')
    })

    const run = await world.sync({ mode: 'full', entities: ['customer'] }, { pageSize: 10 })
    stopFollowing('customer', 'picky')

    assert.containSubset(await world.part(run, 'customer'), { read: 6, created: 5, failed: 1 })
    assert.isNull(await Customer.findBy('externalId', '0004'))
    const noted = await SyncProblem.findByOrFail('externalId', '0004')
    assert.equal(noted.reason, 'could not be kept: no company for it')
  })

  test('says why a run failed, and keeps what it had', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(4)
    world.erp.onCall = (call, _, entity) => {
      if (call === 'readPage' && entity === 'order') throw new ErpAccessDenied('The ERP does not know this user')
    }

    const run = await world.sync()

    assert.containSubset(run.$attributes, { state: 'failed', failureKind: 'access_denied', failure: 'The ERP does not know this user' })
    assert.lengthOf(await Customer.all(), 4)
  })

  test('a second run waits while one is alive and takes over one that died', async ({ assert }) => {
    const world = await SyncWorld.build()
    world.fill(2)
    let refused: unknown
    world.erp.onCall = async (call) => {
      if (call === 'serverTime') refused = await world.sync().catch((error) => error)
    }
    await world.sync()
    world.erp.onCall = () => {}
    assert.equal((refused as { code: string }).code, 'E_SYNC_IS_RUNNING')

    const first = await SyncRun.firstOrFail()
    const dead = await SyncRun.create({ connectionId: world.connection.id, mode: 'full', state: 'running', entities: [], sweeps: false, startedAt: first.startedAt })
    await db.from('sync_locks').update({ token: 'dead', run_id: dead.id, host: 'elsewhere', pid: 1, heartbeat_at: '2026-11-22 07:00:00' })
    const run = await world.sync()

    assert.equal(run.state, 'done')
    const ended = await dead.refresh()
    assert.equal(ended.state, 'interrupted')
  })
})
