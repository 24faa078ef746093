import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Queue } from 'bull'

const HOLD_IN_MS = 15_000
const ASK_AGAIN_IN_MS = 100

const RENEW = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

/**
 * Runs `task` while nobody else, in any process, runs one under the same lane. The lock
 * of a process that dies ends by itself after fifteen seconds.
 */
export async function inLane<T>(redis: Queue['client'], key: string, task: () => Promise<T>): Promise<T> {
  const token = randomUUID()
  while ((await redis.set(key, token, 'PX', HOLD_IN_MS, 'NX')) === null) await sleep(ASK_AGAIN_IN_MS)

  const renewing = setInterval(() => void redis.eval(RENEW, 1, key, token, HOLD_IN_MS).catch(() => {}), HOLD_IN_MS / 3)
  try {
    return await task()
  } finally {
    clearInterval(renewing)
    await redis.eval(RELEASE, 1, key, token)
  }
}
