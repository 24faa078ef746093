import type { DateTime } from 'luxon'
import { DateTime as Instant } from 'luxon'
import { isDuplicate } from '#shared/database/violations'
import { within, type Trx } from '#shared/database/transaction'
import WebhookRefused from '#erp/errors/webhook_refused'
import ReceivedWebhook from '#erp/models/received_webhook'
import type WebhookSecret from '#erp/models/webhook_secret'
import type WebhookSource from '#erp/models/webhook_source'
import { verified, type SignedWebhook } from '#erp/rules/standard_webhook'
import { webhookMessage, type WebhookMessage } from '#erp/rules/webhook_message'
import { ringWebhook } from '#erp/webhook_bell'

const MOST_BYTES = 256 * 1024

/**
 * Takes a webhook in: checks who sent it and stores it. What it says about the record is
 * not believed; the record is read from the ERP afterwards.
 */
export default class ReceiveWebhook {
  /** @throws {WebhookRefused} and stores nothing */
  async handle(source: WebhookSource, webhook: SignedWebhook, at: DateTime): Promise<'stored' | 'known'> {
    if (Buffer.byteLength(webhook.body) > MOST_BYTES) throw new WebhookRefused('too_large')
    const good = source.secrets.filter((secret) => secret.isGoodAt(at))
    const checked = verified(webhook, good.map(({ material }) => material), at.toMillis())
    if ('fault' in checked) throw new WebhookRefused(checked.fault)
    const message = webhookMessage(parsed(webhook.body))
    if (!message) throw new WebhookRefused('entity')

    try {
      await within(undefined, async (trx) => {
        await this.store(source, webhook, message, at, trx)
        await this.noteUse(source, good.find(({ material }) => material === checked.secret)!, at, trx)
      })
      return 'stored'
    } catch (error) {
      if (isDuplicate(error)) return 'known'
      throw error
    }
  }

  /** To the minute: a flood of webhooks must not queue for these two rows. */
  private async noteUse(source: WebhookSource, secret: WebhookSecret, at: DateTime, trx: Trx) {
    const isFresh = (instant: DateTime | null) => instant !== null && instant !== undefined && at.diff(instant, 'seconds').seconds < 60
    if (!isFresh(source.lastReceivedAt)) await source.useTransaction(trx).merge({ lastReceivedAt: at }).save()
    if (!isFresh(secret.lastUsedAt)) await secret.useTransaction(trx).merge({ lastUsedAt: at }).save()
  }

  private async store({ id: sourceId, connectionId }: WebhookSource, { id, timestamp, body }: SignedWebhook, message: WebhookMessage, at: DateTime, trx: Trx) {
    const received = { sourceId, webhookId: id!, ...message, body, receivedAt: at, sentAt: Instant.fromSeconds(Number(timestamp), { zone: 'utc' }) }
    const row = await ReceivedWebhook.create({ ...received, state: 'waiting', attempts: 0, nextAttemptAt: at }, { client: trx })
    trx.after('commit', () => ringWebhook(connectionId, row.id))
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
