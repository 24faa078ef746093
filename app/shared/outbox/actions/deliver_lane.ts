import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { breath } from '#shared/breath'
import { sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { outboxKind, type DeliveryOutcome } from '#shared/outbox/kinds'
import OutboxMessage from '#shared/outbox/outbox_message'
import DeliverMessage from '#shared/outbox/actions/deliver_message'

const PAGE = 100
/** Shorter than the grace that a queue leaves its jobs when it closes. */
const TURN_MS = 5_000

interface Sending {
  message: OutboxMessage
  prepared: unknown
}

interface Answered {
  message: OutboxMessage
  result: DeliveryOutcome
}

/**
 * Delivers the due messages of one lane, one after another, without a job for each. What
 * became of a message and that the next one is being sent are written together. Whoever
 * runs this holds the lane, so that a message still being sent has lost its sender.
 */
export default class DeliverLane extends DeliverMessage {
  /** Whether messages are left: the turn was over before they were done. */
  async deliver(kind: string, target: string | null): Promise<boolean> {
    const until = performance.now() + TURN_MS
    for (const message of await this.orphans(kind, target)) await this.quietly(message, () => this.afterDeath(message))

    for (let last = 0; ; ) {
      const due = await this.due(kind, target, last)
      if (due.length === 0) return false
      last = due.at(-1)!.id

      await this.page(due, until)
      if (performance.now() > until) return true
    }
  }

  /**
   * While the other side is busy with one message, what became of the one before and that the next is
   * being sent are written, and what that one needs is read, so that the two never wait for each other.
   */
  private async page(due: OutboxMessage[], until: number): Promise<void> {
    const waiting = [...due]
    let sending: Sending | null = null
    let answered: Answered | null = null
    for (;;) {
      await breath()
      const isOver = performance.now() > until
      const isIdle: boolean = sending === null && answered === null
      if (isIdle && (isOver || waiting.length === 0)) return
      if (isIdle && waiting[0].state === 'unknown') {
        const message = waiting.shift()!
        await this.quietly(message, () => this.lookUp(message))
        continue
      }

      const asked: Promise<Answered | null> = this.ask(sending)
      const begun: Promise<Sending | null> = this.goOn(answered, isOver ? [] : waiting, isIdle)
      const [end] = await Promise.allSettled([begun])
      answered = await asked
      // nobody leaves while the other side is busy, and what it said is kept
      if (end.status === 'rejected') await this.writeDown(answered, undefined)
      sending = await begun
    }
  }

  private async ask(sending: Sending | null): Promise<Answered | null> {
    return sending && { message: sending.message, result: await this.attempt(sending.message, sending.prepared) }
  }

  private async goOn(answered: Answered | null, waiting: OutboxMessage[], isIdle: boolean): Promise<Sending | null> {
    const next = await this.nextToSend(waiting, isIdle)
    const message = await this.writeDown(answered, next)
    return message && { message, prepared: await this.prepared(message) }
  }

  private async prepared(message: OutboxMessage): Promise<unknown> {
    try {
      return await outboxKind(message.kind).prepare?.(message)
    } catch {
      return undefined
    }
  }

  /** Takes the first message that waits for nothing else; stops at one that is to be looked up, or may wait for what is on its way. */
  private async nextToSend(waiting: OutboxMessage[], isIdle: boolean): Promise<OutboxMessage | undefined> {
    while (waiting.length > 0 && waiting[0].state === 'pending') {
      if (!isIdle && (await this.obstacle(waiting[0]))) return undefined
      const message = waiting.shift()!
      if (!isIdle || !(await this.hasToWait(message))) return message
    }
    return undefined
  }

  /** Ends one delivery and begins the next; answers what was begun. */
  private async writeDown(answered: Answered | null, next: OutboxMessage | undefined): Promise<OutboxMessage | null> {
    if (!answered && !next) return null
    try {
      const { ended, started } = await this.write(answered, next)
      if (ended?.state === 'unknown') await this.withoutLookUp(ended)
      if (answered && !ended) logger.warn({ id: answered.message.id, outcome: answered.result.outcome }, 'a reply came too late to count')
      return started
    } catch (error) {
      // it stays "being sent" and is looked up; the others go on
      logger.error({ err: error, id: answered?.message.id, next: next?.id }, 'what became of a message could not be written down')
      return answered && next ? this.writeDown(null, next) : null
    }
  }

  private write(answered: Answered | null, next: OutboxMessage | undefined) {
    return within(undefined, async (trx) => {
      const ended = answered && (await this.end(answered, trx))
      const started = next ? await this.record.handle(next.id, 'sending_started', { atStep: next.step, known: next }, trx) : null
      return { ended, started }
    })
  }

  private end({ message, result }: Answered, trx: Trx) {
    return this.record.handle(message.id, result.outcome, { ...result, ofAttempt: message.attempts, known: message }, trx)
  }

  private async quietly(message: OutboxMessage, task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      logger.error({ err: error, id: message.id }, 'a message of a lane could not be taken further')
    }
  }

  private due(kind: string, target: string | null, afterId: number) {
    return this.ofLane(kind, target)
      .whereIn('state', ['pending', 'unknown'])
      .where('next_attempt_at', '<=', sqlInstant(DateTime.utc()))
      .where('id', '>', afterId)
      .limit(PAGE)
  }

  private orphans(kind: string, target: string | null) {
    return this.ofLane(kind, target).where('state', 'sending').limit(PAGE)
  }

  private ofLane(kind: string, target: string | null) {
    const query = OutboxMessage.query().where('kind', kind).orderBy('id')
    return target === null ? query.whereNull('target') : query.where('target', target)
  }
}
