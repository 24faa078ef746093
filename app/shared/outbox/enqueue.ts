import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { contentHash } from '#shared/outbox/content_hash'
import OutboxMessage from '#shared/outbox/outbox_message'
import { ringAfterCommit, ringSweepAfterCommit } from '#shared/outbox/ring'

export interface OutgoingMessage {
  subjectType: string
  subjectId: number
  /** Stable and unique over all messages; under it the other side is asked what it holds. */
  reference: string
  payload: Record<string, unknown>
  /** Whom it is for, such as the id of a connection. */
  target?: string | null
}

/**
 * Writes a message that has to leave the house, in the caller's transaction; after commit
 * the queue is told. A lost bell does no harm: the sweep finds the row.
 */
export function enqueue(kind: string, message: OutgoingMessage, trx?: Trx): Promise<OutboxMessage> {
  return within(trx, async (client) => {
    const row = await OutboxMessage.create(
      {
        ...message,
        kind,
        target: message.target ?? null,
        payloadHash: contentHash(message.payload),
        state: 'pending',
        mayBeThere: false,
        step: 0,
        attempts: 0,
        lookUps: 0,
        nextAttemptAt: now(),
      },
      { client }
    )
    ringAfterCommit(row, client)
    return row
  })
}

/** The same for many messages at once, with one bell for all of them. */
export function enqueueMany(kind: string, messages: readonly OutgoingMessage[], trx?: Trx): Promise<void> {
  return within(trx, async (client) => {
    const at = sqlInstant(now())
    const rows = messages.map((message) => ({
      kind,
      subject_type: message.subjectType,
      subject_id: message.subjectId,
      target: message.target ?? null,
      reference: message.reference,
      payload: JSON.stringify(message.payload),
      payload_hash: contentHash(message.payload),
      next_attempt_at: at,
      created_at: at,
      updated_at: at,
    }))

    await insertMany(client, 'outbox_messages', rows)
    ringSweepAfterCommit(client)
  })
}
