import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { bindQueue, currentQueue } from '#shared/queue/queue'
import type { Queue } from '#contracts/queue'

test.group('Live and ready', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a process is ready when database, tables and queue are', async ({ client, assert }) => {
    const live = await client.get('/health/live')
    assert.deepEqual([live.status(), live.body()], [200, { status: 'ok' }])
    const ready = await client.get('/health/ready')
    assert.deepEqual([ready.status(), ready.body()], [200, { status: 'ok', database: true, migrations: true, queue: true, stopping: false }])
    assert.isUndefined(ready.header('set-cookie'))
  })

  test('without its queue a process lives and is not ready', async ({ client, assert }) => {
    const real = currentQueue()
    bindQueue({ figures: () => Promise.reject(new Error('Redis is away')) } as unknown as Queue)
    const [live, ready] = [await client.get('/health/live'), await client.get('/health/ready')]
    bindQueue(real)

    assert.equal(live.status(), 200)
    assert.deepEqual([ready.status(), ready.body().queue, ready.body().database], [503, false, true])
  })
})
