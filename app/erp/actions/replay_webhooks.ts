import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import ReceivedWebhook from '#erp/models/received_webhook'
import { ringWebhook } from '#erp/webhook_bell'

/** Reads the records of received webhooks once more because a person says so. */
export default class ReplayWebhooks {
  async one(id: number): Promise<number> {
    return this.again(await ReceivedWebhook.query().where('id', id).preload('source'))
  }

  async allFailed(): Promise<number> {
    return this.again(await ReceivedWebhook.query().where('state', 'failed').preload('source').orderBy('id').limit(1000))
  }

  private async again(webhooks: ReceivedWebhook[]): Promise<number> {
    await within(undefined, async (trx) => {
      const again = { state: 'waiting', attempts: 0, problem: null, outcome: null, done_at: null, next_attempt_at: sqlInstant(now()) }
      await trx.from('received_webhooks').whereIn('id', webhooks.map(({ id }) => id)).update(again)
    })
    for (const { id, source } of webhooks) await ringWebhook(source.connectionId, id)
    return webhooks.length
  }
}
