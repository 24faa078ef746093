import { registerOutboxKind } from '#shared/outbox/kinds'
import DeliverWebhook from '#erp/actions/deliver_webhook'
import { SEND_AGAIN } from '#erp/rules/webhook_waits'

/** Outbox messages of this kind are webhooks; their target is the id of an endpoint. */
export const WEBHOOK = 'webhook'

registerOutboxKind(WEBHOOK, {
  mayRepeat: true,
  settleSeconds: 0,
  attemptSeconds: 60,
  retryAfterSeconds: SEND_AGAIN,
  lane: (message) => `webhook-${message.target}`,
  deliver: (message) => new DeliverWebhook().handle(message),
})
