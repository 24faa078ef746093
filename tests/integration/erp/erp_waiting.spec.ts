import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { erpWaiting } from '#erp/queries/erp_waiting'
import { erpCustomer } from '#tests/support/erp_records'
import { actorFor, personWhoMay, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'
import { listeningTo } from '#tests/support/webhooks'

test.group('What waits between the house and its ERPs', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('counts what nobody has settled or skipped, for whoever may see it', async ({ assert }) => {
    const world = await SyncWorld.build()
    for (const id of ['1', '2']) world.erp.put('customer', erpCustomer(id, { name: 'x'.repeat(300) }))
    await world.sync()
    await db.from('sync_problems').where('external_id', '2').update({ skipped_at: '2026-11-22 10:00:00' })
    const { source } = await listeningTo(world.connection.id)
    const at = '2026-11-22 10:00:00'
    const failed = { source_id: source.id, webhook_id: 'm', type: 't', entity: 'customer', external_id: '1', body: '{}', state: 'failed', sent_at: at, received_at: at }
    await db.table('received_webhooks').insert(failed)

    const waiting = await erpWaiting(await actorFor(await personWithRole('administrator')))
    const counts = Object.fromEntries(waiting.map(({ labelKey, count }) => [labelKey, count]))
    assert.containSubset(counts, { 'erp.waiting.problems': 1, 'webhooks.waiting.failed': 1, 'webhooks.waiting.stopped': 0 })

    const viewer = await actorFor(await personWhoMay({ 'sync.view': 'all' }))
    assert.deepEqual((await erpWaiting(viewer)).map(({ labelKey }) => labelKey), ['erp.waiting.problems'])
  })
})
