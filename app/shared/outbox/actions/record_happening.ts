import { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'
import { outboxKind, policyOf, type Problem, type Reply } from '#shared/outbox/kinds'
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
  /** The message as it was last read or written: while it is still at that step, it need not be read again. */
  known?: OutboxMessage
}

/**
 * Writes down what happened to a message and lets its kind follow, in one transaction.
 * Answers null, and changes nothing, when the message has moved on in the meantime.
 */
export default class RecordHappening {
  async handle(id: number, happening: Happening, facts: HappeningFacts = {}, trx?: Trx): Promise<OutboxMessage | null> {
    return within(trx, async (client) => {
      const message = facts.known?.copy() ?? (await OutboxMessage.query({ client }).where('id', id).forUpdate().firstOrFail())
      if (this.isStale(message, happening, facts)) return facts.known ? this.handle(id, happening, { ...facts, known: undefined }, client) : null

      const { state: before, step, problemCode: wasWaiting } = message
      const at = DateTime.utc()
      message.delivery = after(message.delivery, happening, policyOf(message.kind), at.toMillis())
      message.step += 1
      if (message.nextAttemptAt && facts.retryAfterSeconds) this.wait(message, facts.retryAfterSeconds, at)
      this.write(message, happening, facts, at)
      if (!facts.known) await message.save()
      else if (!(await this.overwritten(message, step, at, client))) return this.handle(id, happening, { ...facts, known: undefined }, client)

      if (happening !== 'postponed' || wasWaiting !== message.problemCode) await this.remember(message, happening, before, facts, at, client)
      await this.tellKind(message, before, facts.problem ?? null, client)
      ringAfterCommit(message, client)
      return message
    })
  }

  /** Every happening counts the step on, so that a row at the same step is the row that was read. */
  protected async overwritten(message: OutboxMessage, step: number, at: DateTime, trx: Trx): Promise<boolean> {
    const row = { ...message.progress, updated_at: sqlInstant(at) }
    return affectedRows(await trx.from('outbox_messages').where({ id: message.id, step }).update(row)) === 1
  }

  protected async remember(message: OutboxMessage, happening: Happening, before: DeliveryState, facts: HappeningFacts, at: DateTime, trx: Trx) {
    await trx.insertQuery().table('outbox_events').insert({
      outbox_message_id: message.id,
      happening,
      from_state: before,
      to_state: message.state,
      note: facts.note ?? facts.problem?.sentence ?? null,
      actor_id: facts.actor?.id ?? null,
      actor_name: facts.actor?.name ?? null,
      created_at: sqlInstant(at),
    })
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
