import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import Bull from 'bull'
import db from '@adonisjs/lucid/services/db'
import { driver, redis } from '#config/queue'
import { startUntil } from '#tests/support/spawned_house'

const READY = 'working, process'

/** A worker as people start it, on the database of this test. */
export async function startWorker() {
  return startUntil(READY, ['--no-warnings', 'ace.js', 'work'], { LOG_LEVEL: 'info', NODE_ENV: 'test' })
}

/**
 * Starts a worker and kills it within `maxMs` after it began to work, unless all is done
 * before. Answers whether it was killed at work.
 */
export async function killWorker(maxMs: number, isDone: () => Promise<boolean>): Promise<boolean> {
  const worker = await startWorker()
  await sleep(Math.random() * maxMs)
  const wasAtWork = !(await isDone())
  const ended = once(worker, 'exit')
  worker.kill('SIGKILL')
  await ended
  await forgetDeadWorkers()
  return wasAtWork
}

/** Lets a worker go on until all is done. */
export async function workUntil(isDone: () => Promise<boolean>, withinMs: number): Promise<void> {
  const worker = await startWorker()
  const until = Date.now() + withinMs
  while (!(await isDone())) {
    if (Date.now() > until) break
    await sleep(250)
  }
  const ended = once(worker, 'exit')
  worker.kill('SIGTERM')
  await ended
  if (!(await isDone())) throw new Error('The work was not done in time')
}

/** What else takes twenty seconds: the queue notices that the killed worker gives no sign any more. */
async function forgetDeadWorkers(): Promise<void> {
  if (driver === 'embedded') {
    await db.from('jobs').where('state', 'running').update({ heartbeat_at: '2020-01-01 00:00:00' })
    return
  }
  const queue = new Bull('forget', { redis })
  for (const pattern of ['*:lock', '*-lane:*', '*:stalled-check']) {
    const keys = await queue.client.keys(pattern)
    if (keys.length > 0) await queue.client.del(...keys)
  }
  await queue.close()
}
