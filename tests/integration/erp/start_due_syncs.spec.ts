import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { DispatchOptions, JobDefinition } from '#contracts/queue'
import { bindQueue, currentQueue } from '#shared/queue/queue'
import StartDueSyncs from '#erp/actions/start_due_syncs'
import SyncRun from '#erp/models/sync_run'
import SyncWorld from '#tests/support/sync_world'

const at = DateTime.fromISO('2026-11-23T02:00:00Z')

test.group('Starting of due syncs', (group) => {
  const queued: { name: string; payload: Record<string, unknown>; key?: string }[] = []

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    const real = currentQueue()
    queued.length = 0
    const dispatch = async (job: { name: string }, payload: Record<string, unknown>, options?: DispatchOptions) =>
      void queued.push({ name: job.name, payload, key: options?.key })
    bindQueue({ ...real, dispatch: dispatch as <P extends Record<string, unknown>>(job: JobDefinition<P>, payload: P) => Promise<void> })

    return () => bindQueue(real)
  })

  test('queues the night of a connection once, and marks the night when the run begins', async ({ assert }) => {
    const world = await SyncWorld.build()
    await world.connection.merge({ nightlyAt: '02:30' }).save()

    assert.equal(await new StartDueSyncs().handle(at), 1)
    const { connectionId, mode, sweeps, nightlyOn } = queued[0].payload
    assert.deepEqual({ connectionId, mode, sweeps, nightlyOn }, { connectionId: world.connection.id, mode: 'full', sweeps: true, nightlyOn: '2026-11-23' })
    await world.sync({ mode: 'full', sweeps: true, nightlyOn: '2026-11-23' })

    assert.equal(await new StartDueSyncs().handle(at), 0)
  })

  test('continues a run whose process died, and leaves a live one alone', async ({ assert }) => {
    const world = await SyncWorld.build()
    const { id: connectionId } = world.connection
    await SyncRun.create({ connectionId, mode: 'full', state: 'running', entities: ['customer'], sweeps: false, startedAt: at })
    const lock = { connection_id: connectionId, token: 'x', host: 'elsewhere', pid: 1 }
    await db.table('sync_locks').insert({ ...lock, heartbeat_at: '2026-11-23 01:59:30' })
    assert.equal(await new StartDueSyncs().handle(at), 0)

    await db.from('sync_locks').update({ heartbeat_at: '2026-11-23 01:50:00' })
    assert.equal(await new StartDueSyncs().handle(at), 1)
    assert.containSubset(queued[0], { payload: { mode: 'full', entities: ['customer'] }, key: `connection-${connectionId}` })
  })

  test('takes a run up again that found the ERP away, ten minutes later, with its sweeps', async ({ assert }) => {
    const world = await SyncWorld.build()
    const { id: connectionId } = world.connection
    const run = await SyncRun.create({ connectionId, mode: 'full', state: 'failed', failureKind: 'unavailable', entities: ['customer'], sweeps: true, startedAt: at.minus({ minutes: 9 }) })
    assert.equal(await new StartDueSyncs().handle(at), 0)
    await run.merge({ startedAt: at.minus({ minutes: 10 }) }).save()
    assert.equal(await new StartDueSyncs().handle(at), 1)
    assert.containSubset(queued[0].payload, { mode: 'full', sweeps: true, entities: ['customer'], nightlyOn: null })

    await run.merge({ failureKind: 'access_denied' }).save()
    assert.equal(await new StartDueSyncs().handle(at), 0)
  })

  test('leaves a connection that is switched off alone', async ({ assert }) => {
    const world = await SyncWorld.build()
    await world.connection.merge({ nightlyAt: '02:30', incrementalMinutes: 15, isActive: false }).save()

    assert.equal(await new StartDueSyncs().handle(at), 0)
  })
})
