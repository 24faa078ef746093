import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import Bull from 'bull'
import db from '@adonisjs/lucid/services/db'
import { driver, redis } from '#config/queue'
import { freePort, startUntil } from '#tests/support/spawned_house'

const NODE = ['--no-warnings', '--import=@poppinss/ts-exec']
const ENV = { LOG_LEVEL: 'info', NODE_ENV: 'test', DEMO: 'false', QUEUE_IN_WEB: 'true' }

let started = 0

/** By turns a worker and a web process that also works, as people start them, on the database of this test. */
async function startProcess() {
  started += 1
  if (started % 2) return startUntil('working, process', ['--no-warnings', 'ace.js', 'work'], ENV)
  return startUntil('started HTTP server', [...NODE, 'bin/server.ts'], { ...ENV, PORT: String(await freePort()) })
}

/**
 * Starts a process and kills it within `maxMs` after it began to work, unless all is done
 * before. Answers whether it was killed at work.
 */
export async function killProcess(maxMs: number, isDone: () => Promise<boolean>): Promise<boolean> {
  const child = await startProcess()
  await sleep(Math.random() * maxMs)
  const wasAtWork = !(await isDone())
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  await forgetDead()
  return wasAtWork
}

/** Lets a process go on until all is done; `meanwhile` is called as long as it is not. */
export async function workUntil(isDone: () => Promise<boolean>, withinMs: number, meanwhile = async () => {}): Promise<void> {
  const child = await startProcess()
  const until = Date.now() + withinMs
  while (!(await isDone())) {
    if (Date.now() > until) break
    await meanwhile()
    await sleep(250)
  }
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  if (!(await isDone())) throw new Error('The work was not done in time')
}

/** What else takes twenty seconds: the queue notices that the killed worker gives no sign any more. */
async function forgetDead(): Promise<void> {
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
