import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ClearSyncRuns from '#erp/actions/clear_sync_runs'
import ErpConnection from '#erp/models/erp_connection'
import SyncRun from '#erp/models/sync_run'

test.group('Readings that are old', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are dropped with their details after the days their connection keeps them, but never the thirty newest', async ({ assert }) => {
    const facts = { kind: 'sandbox', settings: {}, isActive: true, timeZone: 'UTC', overlapMinutes: 15, fullEveryDays: 7 }
    const at = DateTime.fromISO('2026-11-22T03:50:00Z', { zone: 'utc' })
    const { id: connectionId } = await ErpConnection.create({ name: 'Kept', ...facts, runDays: 30 })
    const begin = (days: number, state: SyncRun['state'] = 'done') => SyncRun.create({ connectionId, mode: 'incremental', state, entities: ['customer'], sweeps: false, startedAt: at.minus({ days }) })
    const old = await begin(31)
    await db.table('sync_run_entities').insert({ run_id: old.id, entity: 'customer', state: 'done', started_at: '2026-10-22 00:00:00' })
    const running = await begin(31, 'running')
    const young = await begin(29)
    for (let count = 0; count < 31; count++) await begin(1)

    assert.equal(await new ClearSyncRuns().handle(at), 1)
    const left = (await db.from('sync_runs').where('connection_id', connectionId)).map(({ id }) => Number(id))
    assert.notInclude(left, old.id)
    assert.includeMembers(left, [running.id, young.id])
    assert.isNull(await db.from('sync_run_entities').where('run_id', old.id).first())

    // a connection that reads seldom keeps its last ones, however old
    const { id: quiet } = await ErpConnection.create({ name: 'Quiet', ...facts, runDays: 30 })
    await SyncRun.create({ connectionId: quiet, mode: 'full', state: 'done', entities: ['customer'], sweeps: false, startedAt: at.minus({ years: 2 }) })
    assert.equal(await new ClearSyncRuns().handle(at), 0)
  })
})
