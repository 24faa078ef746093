import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'

test.group('Health', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('anybody may ask whether the house is well', async ({ client, assert }) => {
    const response = await client.get('/health')

    response.assertStatus(200)
    const health = response.body()
    assert.equal(health.status, 'ok')
    assert.deepEqual(health.database, { reachable: true })
    assert.containsSubset(health.outbox, { open: 0, overdue: 0, refused: 0, held: 0 })
    assert.properties(health.queue, ['waiting', 'running', 'failed'])
    assert.property(health, 'scheduleAge')
    assert.properties(health.sync, ['age', 'problems'])
  })

  test('asking leaves no session behind', async ({ client, assert }) => {
    const response = await client.get('/health')

    response.assertHeader('cache-control', 'no-store')
    assert.isUndefined(response.header('set-cookie'))
  })

  test('says by how many seconds the oldest message is late', async ({ client, assert }) => {
    await db.table('outbox_messages').insert({
      kind: 'mail',
      subject_type: 'mail',
      subject_id: 1,
      reference: 'late-message',
      payload: '{}',
      payload_hash: 'x',
      state: 'pending',
      next_attempt_at: '2026-01-01 00:00:00',
      created_at: '2026-01-01 00:00:00',
      updated_at: '2026-01-01 00:00:00',
    })

    const response = await client.get('/health')
    const { outbox } = response.body()
    assert.equal(outbox.open, 1)
    assert.isAbove(outbox.overdue, 0)
  })
})
