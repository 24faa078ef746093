import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import BullQueue from '#shared/queue/bull_queue'
import { linesOf, note } from '#tests/support/queue_jobs'

const hasServer = spawnSync('redis-server', ['--version']).status === 0
const port = 20_000 + (process.pid % 10_000)

async function startRedis(): Promise<ChildProcess> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const redis = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const text of redis.stdout!) if (String(text).includes('Ready to accept')) break
  redis.stdout!.resume()
  return redis
}

test.group('Redis goes away', () => {
  test('asking fails in time, and work goes on once it is back, even empty', async ({ assert, cleanup }) => {
    const file = app.tmpPath(`${randomUUID()}.txt`)
    let redis = await startRedis()
    const queue = new BullQueue({ redis: { host: '127.0.0.1', port }, lapseInSeconds: 2 })
    cleanup(async () => {
      await queue.close(500)
      redis.kill('SIGKILL')
      rmSync(file, { force: true })
    })
    const done = async (text: string) => {
      const ended = () => linesOf(file).some((line) => line.startsWith(`end ${text} `))
      for (let waited = 0; !ended() && waited < 400; waited++) await sleep(50)
      return ended()
    }

    await queue.work()
    await queue.dispatch(note, { file, text: 'before' })
    assert.isTrue(await done('before'))

    redis.kill('SIGKILL')
    await once(redis, 'exit')
    await assert.rejects(() => queue.dispatch(note, { file, text: 'lost' }), 'Redis did not answer the queue in time')

    redis = await startRedis()
    await queue.dispatch(note, { file, text: 'after' })
    assert.isTrue(await done('after'))
  })
    .timeout(60_000)
    .skip(!hasServer, 'needs the program redis-server')
})
