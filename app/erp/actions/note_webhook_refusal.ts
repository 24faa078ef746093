import type { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import type { WebhookRefusal } from '#erp/errors/webhook_refused'

/** Counts what was refused, one row a day and reason: whoever sends rubbish fills no table. */
export default class NoteWebhookRefusal {
  async handle(sourceId: number, reason: WebhookRefusal, ip: string, at: DateTime): Promise<void> {
    const day = { source_id: sourceId, reason, refused_on: at.toISODate()! }
    await within(undefined, async (trx) => {
      await trx
        .knexQuery()
        .table('webhook_refusals')
        .insert({ ...day, times: 0, last_at: sqlInstant(at) })
        .onConflict(['source_id', 'reason', 'refused_on'])
        .ignore()
      const times = trx.raw('times + 1')
      await trx.from('webhook_refusals').where(day).update({ times, last_ip: ip.slice(0, 64), last_at: sqlInstant(at) })
    })
  }
}
