import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'

const DONE_KEPT_DAYS = 30
const FAILED_KEPT_DAYS = 90

/** What went well is kept a month to look at, what did not three months. */
export const clearOldWebhooks = registerJob({
  name: 'erp.clear_old_webhooks',
  async handle() {
    const before = (days: number) => sqlInstant(now().minus({ days }))
    await db.from('received_webhooks').where('state', 'done').where('received_at', '<', before(DONE_KEPT_DAYS)).delete()
    await db.from('received_webhooks').where('received_at', '<', before(FAILED_KEPT_DAYS)).whereNot('state', 'waiting').delete()
    await db.from('webhook_attempts').where('attempted_at', '<', before(DONE_KEPT_DAYS)).delete()
    const out = () => db.from('outbox_messages').whereIn('kind', ['webhook', 'sandbox_webhook'])
    await out().where('state', 'done').where('updated_at', '<', before(DONE_KEPT_DAYS)).delete()
    await out().whereIn('state', ['refused', 'held', 'withdrawn']).where('updated_at', '<', before(FAILED_KEPT_DAYS)).delete()
    await db.from('webhook_refusals').where('last_at', '<', before(FAILED_KEPT_DAYS)).delete()
  },
})
