import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { sqlInstant } from '#shared/clock'
import { inTime } from '#shared/house/in_time'
import { currentQueue } from '#shared/queue/queue'

/** What waits between the house and its ERPs; `queue` is null when the queue does not answer. */
export async function linkDepth(at: DateTime) {
  const [open] = await db.from('outbox_messages').whereIn('state', ['pending', 'sending', 'unknown']).count('* as total')
  const [late] = await db.from('outbox_messages').whereIn('state', ['pending', 'unknown']).where('next_attempt_at', '<=', sqlInstant(at.minus({ minutes: 10 }))).count('* as total')
  const [stopped] = await db.from('outbox_messages').whereIn('state', ['refused', 'held']).count('* as total')
  const received = await db.from('received_webhooks').select('state').count('* as total').whereIn('state', ['waiting', 'failed']).groupBy('state')
  const of = (state: string) => Number(received.find((row) => row.state === state)?.total ?? 0)

  return {
    queue: await inTime(currentQueue().figures()),
    outbox: { open: Number(open.total), late: Number(late.total), stopped: Number(stopped.total) },
    webhooks: { waiting: of('waiting'), failed: of('failed') },
  }
}
