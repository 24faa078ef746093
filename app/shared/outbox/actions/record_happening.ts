import { DateTime } from 'luxon'
import { within, type Trx } from '#shared/database/transaction'
import { outboxKind, policyOf, type Problem, type Reply } from '#shared/outbox/kinds'
import OutboxEvent from '#shared/outbox/outbox_event'
import OutboxMessage from '#shared/outbox/outbox_message'
import { ringAfterCommit } from '#shared/outbox/ring'
import { after, canHappen, type DeliveryState, type Happening } from '#shared/outbox/rules/delivery_protocol'

const LONGEST_WAIT_SECONDS = 86_400

export interface HappeningFacts {
  problem?: Problem
  reply?: Reply
  note?: string
  actor?: { id: number; name: string }
  /** The other side asked not to be called before, at most a day. */
  retryAfterSeconds?: number
  /** Only if nothing else has happened since this step. */
  atStep?: number
  /** Only if sending has not begun again since this attempt. */
  ofAttempt?: number
  /** Changes the row further before it is written. */
  change?: (message: OutboxMessage) => void
}

/**
 * Writes down what happened to a message and lets its kind follow, in one transaction.
 * Answers null, and changes nothing, when the message has moved on in the meantime.
 */
export default class RecordHappening {
  async handle(id: number, happening: Happening, facts: HappeningFacts = {}, trx?: Trx): Promise<OutboxMessage | null> {
    return within(trx, async (client) => {
      const message = await OutboxMessage.query({ client }).where('id', id).forUpdate().firstOrFail()
      if (this.isStale(message, happening, facts)) return null

      const before = message.state
      const wasWaiting = message.problemCode
      const at = DateTime.utc()
      message.delivery = after(message.delivery, happening, policyOf(message.kind), at.toMillis())
      message.step += 1
      if (message.nextAttemptAt && facts.retryAfterSeconds) this.wait(message, facts.retryAfterSeconds, at)
      this.write(message, happening, facts, at)
      await message.save()
      if (happening !== 'postponed' || wasWaiting !== message.problemCode) await this.remember(message, happening, before, facts, client)
      await this.tellKind(message, before, facts.problem ?? null, client)
      ringAfterCommit(message, client)
      return message
    })
  }

  protected async remember(message: OutboxMessage, happening: Happening, before: DeliveryState, facts: HappeningFacts, trx: Trx) {
    const entry = {
      outboxMessageId: message.id,
      happening,
      fromState: before,
      toState: message.state,
      note: facts.note ?? facts.problem?.sentence ?? null,
      actorId: facts.actor?.id ?? null,
      actorName: facts.actor?.name ?? null,
    }
    await OutboxEvent.create(entry, { client: trx })
  }

  protected isStale(message: OutboxMessage, happening: Happening, { atStep, ofAttempt }: HappeningFacts): boolean {
    if (atStep !== undefined && message.step !== atStep) return true
    if (ofAttempt !== undefined && message.attempts !== ofAttempt) return true
    return ofAttempt !== undefined && !canHappen(message.delivery, happening)
  }

  protected wait(message: OutboxMessage, seconds: number, at: DateTime) {
    const asked = at.plus({ seconds: Math.min(seconds, LONGEST_WAIT_SECONDS) })
    if (asked > message.nextAttemptAt!) message.nextAttemptAt = asked
  }

  protected write(message: OutboxMessage, happening: Happening, facts: HappeningFacts, at: DateTime) {
    if (message.state === 'done') message.doneAt = at
    if (facts.reply) message.reply = facts.reply
    if (happening !== 'sending_started') {
      message.problemCode = facts.problem?.code ?? null
      message.lastError = facts.problem?.sentence ?? null
    }
    facts.change?.(message)
  }

  protected async tellKind(message: OutboxMessage, before: DeliveryState, problem: Problem | null, trx: Trx) {
    const kind = outboxKind(message.kind)
    const wasStopped = before === 'refused' || before === 'held'
    if (wasStopped && (message.state === 'pending' || message.state === 'unknown')) await kind.onResumed?.(message, trx)
    if (message.state === 'done') await kind.onDone?.(message, trx)
    if (message.state === 'refused' && problem) await kind.onRefused?.(message, problem, trx)
    if (message.state === 'held') await kind.onHeld?.(message, problem, trx)
  }
}
