import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { DeliveryOutcome } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import NotifyWhoMay from '#messaging/actions/notify_who_may'
import WebhookAttempt from '#erp/models/webhook_attempt'
import WebhookEndpoint, { type OffReason } from '#erp/models/webhook_endpoint'
import { isHopeless } from '#erp/rules/webhook_waits'
import type { WebhookAnswer } from '#erp/webhook_sender'

const REQUEST_KEPT = 2_000

/**
 * Keeps one attempt and what it says about its endpoint. An endpoint that is gone, or has
 * failed too often for too long, is switched off, and whoever looks after endpoints is told.
 */
export default class RecordWebhookAttempt {
  async handle(endpointId: number, message: OutboxMessage, { status, answer, fault, durationMs }: WebhookAnswer, outcome: DeliveryOutcome): Promise<void> {
    const problemCode = 'problem' in outcome ? outcome.problem.code : null
    const request = JSON.stringify(message.payload).slice(0, REQUEST_KEPT)
    const facts = { endpointId, outboxMessageId: message.id, number: message.attempts, status, durationMs, problemCode, request }

    await within(undefined, async (trx) => {
      await WebhookAttempt.create({ ...facts, answer: answer ?? fault, attemptedAt: now() }, { client: trx })
      const endpoint = await WebhookEndpoint.query({ client: trx }).where('id', endpointId).forUpdate().firstOrFail()
      if (outcome.outcome === 'accepted') await endpoint.merge({ failures: 0, failingSince: null, lastSuccessAt: now() }).save()
      else await this.noteFailure(endpoint, problemCode === 'gone', trx)
    })
  }

  private async noteFailure(endpoint: WebhookEndpoint, isGone: boolean, trx: Trx): Promise<void> {
    const failures = endpoint.failures + 1
    const failingSince = endpoint.failingSince ?? now()
    const isOver = isHopeless(failures, now().diff(failingSince).as('seconds'))
    const reason: OffReason | null = isGone ? 'gone' : isOver ? 'failures' : null
    const off = reason && endpoint.isActive ? { isActive: false, offReason: reason } : {}

    await endpoint.merge({ failures, failingSince, lastFailureAt: now(), ...off }).save()
    if (reason && 'offReason' in off) await this.tell(endpoint, reason, trx)
  }

  private tell({ id, name }: WebhookEndpoint, reason: OffReason, trx: Trx): Promise<void> {
    const sentence = `webhooks.notices.${reason}`
    const news = { resource: 'webhook', action: 'edit', sentence, values: { name }, href: `/erp/webhooks/endpoints/${id}` }
    return new NotifyWhoMay().handle(news, trx)
  }
}
