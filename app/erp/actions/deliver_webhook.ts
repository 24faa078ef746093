import { now } from '#shared/clock'
import type { DeliveryOutcome } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import RecordWebhookAttempt from '#erp/actions/record_webhook_attempt'
import WebhookEndpoint from '#erp/models/webhook_endpoint'
import { webhookOutcome } from '#erp/rules/webhook_outcome'
import { sendWebhook } from '#erp/webhook_sender'

/** Hands a webhook over to its endpoint once, signed with every secret that is good, and keeps what was answered. */
export default class DeliverWebhook {
  async handle(message: OutboxMessage): Promise<DeliveryOutcome> {
    const endpoint = await WebhookEndpoint.query().where('id', Number(message.target)).preload('secrets').first()
    if (!endpoint) return { outcome: 'refused', problem: { code: 'endpoint_missing', sentence: 'The endpoint is no longer there' } }
    if (!endpoint.isActive) return { outcome: 'blocked', problem: { code: 'endpoint_off', sentence: 'The endpoint is switched off' } }

    const secrets = endpoint.secrets.filter((secret) => secret.isGoodAt(now())).map(({ material }) => material)
    const body = JSON.stringify(message.payload)
    const answered = await sendWebhook({ url: endpoint.url, id: message.reference, body, secrets })
    const outcome = webhookOutcome(answered, message.attempts)
    await new RecordWebhookAttempt().handle(endpoint.id, message, answered, outcome)
    return outcome
  }
}
