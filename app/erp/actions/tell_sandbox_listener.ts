import db from '@adonisjs/lucid/services/db'
import encryption from '@adonisjs/core/services/encryption'
import type { DeliveryOutcome } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { sendWebhook } from '#erp/webhook_sender'

const TRIES = 6

/** Hands one webhook of the sandbox ERP over to this installation. */
export default class TellSandboxListener {
  async handle(message: OutboxMessage): Promise<DeliveryOutcome> {
    const listener = await db.from('sandbox_webhooks').where({ id: Number(message.target), is_active: true }).first()
    if (!listener) return { outcome: 'refused', problem: { code: 'listener_missing', sentence: 'Nobody listens any more' } }

    const secret = encryption.decrypt<string>(listener.secret) ?? ''
    const { hostname } = new URL(listener.url)
    const body = JSON.stringify(message.payload)
    const { status, fault } = await sendWebhook({ url: listener.url, id: message.reference, body, secrets: [secret], alsoAllowed: [hostname] })
    if (status !== null && status < 300) return { outcome: 'accepted', reply: { status } }

    const problem = { code: 'listener_silent', sentence: status === null ? `No answer (${fault})` : `Answered ${status}` }
    return message.attempts < TRIES ? { outcome: 'unavailable', problem } : { outcome: 'refused', problem }
  }
}
