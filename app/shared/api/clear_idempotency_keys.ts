import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'

export const KEPT_DAYS = 30

/** Replies are kept a month under their idempotency keys. */
export const clearIdempotencyKeys = registerJob({
  name: 'api.clear_idempotency_keys',
  async handle() {
    await db.from('idempotency_keys').where('created_at', '<', sqlInstant(now().minus({ days: KEPT_DAYS }))).delete()
  },
})
