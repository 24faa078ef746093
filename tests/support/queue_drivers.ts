import db from '@adonisjs/lucid/services/db'
import type { Queue } from '#contracts/queue'
import BullQueue from '#shared/queue/bull_queue'
import EmbeddedQueue from '#shared/queue/embedded_queue'

export const hasRedis = Boolean(process.env.REDIS_HOST)

/** A queue with short patience, so that tests need not wait for a dead worker for long. */
export function makeQueue(driver: 'embedded' | 'bull', prefix: string): Queue {
  if (driver === 'embedded') return new EmbeddedQueue({ pollInMs: 50, lapseInSeconds: 2 })

  const redis = { host: process.env.REDIS_HOST!, port: Number(process.env.REDIS_PORT ?? 6379) }
  return new BullQueue({ redis, prefix, lapseInSeconds: 2 })
}

export async function emptyJobs() {
  await db.from('jobs').delete()
}
