import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { ringWebhook } from '#erp/webhook_bell'

const MOST = 1000

/** Finds received webhooks whose bell was lost or whose next try is due. */
export default class SweepWebhooks {
  async handle(at: DateTime = now()): Promise<number> {
    const due = await db
      .from('received_webhooks')
      .join('webhook_sources', 'webhook_sources.id', 'received_webhooks.source_id')
      .where('received_webhooks.state', 'waiting')
      .where('received_webhooks.next_attempt_at', '<=', sqlInstant(at))
      .select('received_webhooks.id', 'webhook_sources.connection_id')
      .orderBy('received_webhooks.id')
      .limit(MOST)
    for (const { id, connection_id: connectionId } of due) await ringWebhook(Number(connectionId), Number(id))

    return due.length
  }
}
