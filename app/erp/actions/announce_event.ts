import { randomUUID } from 'node:crypto'
import { now } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { enqueueMany, type OutgoingMessage } from '#shared/outbox/enqueue'
import WebhookEndpoint from '#erp/models/webhook_endpoint'
import { WEBHOOK } from '#erp/outbox/webhook_outbox_kind'
import { type TEST_EVENT, type WebhookEvent } from '#erp/rules/webhook_events'

export interface Announcement {
  type: WebhookEvent | typeof TEST_EVENT
  data: { id: number } & Record<string, unknown>
}

/** Puts facts into the outbox for every endpoint that wants to hear of them, in the transaction that makes them true. */
export default class AnnounceEvent {
  async handle(facts: Announcement[], trx: Trx): Promise<void> {
    if (facts.length === 0) return
    const endpoints = await WebhookEndpoint.query({ client: trx }).where('isActive', true)
    const messages = endpoints.flatMap(({ id, events }) =>
      facts.filter(({ type }) => events.includes(type as WebhookEvent)).map((fact) => webhookMessageTo(id, fact))
    )
    if (messages.length > 0) await enqueueMany(WEBHOOK, messages, trx)
  }
}

/** The outbox message that tells an endpoint of a fact; its reference is the webhook's id. */
export function webhookMessageTo(endpointId: number, { type, data }: Announcement): OutgoingMessage {
  return {
    subjectType: type,
    subjectId: data.id,
    target: String(endpointId),
    reference: `msg_${randomUUID()}`,
    payload: { type, timestamp: now().toISO(), data },
  }
}
