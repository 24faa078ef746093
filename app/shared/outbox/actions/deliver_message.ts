import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { outboxKind, type DeliveryOutcome, type LookUpOutcome, type Obstacle, type Problem } from '#shared/outbox/kinds'
import OutboxMessage from '#shared/outbox/outbox_message'
import RecordHappening from '#shared/outbox/actions/record_happening'

/**
 * Takes a message one step further: sends it, or looks up what became of it. Any number
 * of processes may try the same step; one of them does it.
 */
export default class DeliverMessage {
  protected record = new RecordHappening()

  async handle(id: number, step: number): Promise<void> {
    const message = await OutboxMessage.find(id)
    if (!message) return

    // the queue runs a job again only when the process that ran it has died
    if (message.state === 'sending' && message.step === step + 1) return this.afterDeath(message)
    if (message.step !== step || !message.isDue(DateTime.utc())) return

    if (message.state === 'pending') await this.send(message)
    if (message.state === 'unknown') await this.lookUp(message)
  }

  protected async send(message: OutboxMessage) {
    if (await this.hasToWait(message)) return
    const started = await this.record.handle(message.id, 'sending_started', { atStep: message.step, known: message })
    if (!started) return

    const result = await this.attempt(started)
    const recorded = await this.record.handle(started.id, result.outcome, { ...result, ofAttempt: started.attempts, known: started })
    if (recorded?.state === 'unknown') await this.withoutLookUp(recorded)
    if (!recorded) logger.warn({ id: message.id, outcome: result.outcome }, 'a reply came too late to count')
  }

  /** Puts a message off while another has to arrive first, or leaves it to a person. */
  protected async hasToWait(message: OutboxMessage): Promise<boolean> {
    const obstacle = await this.obstacle(message)
    if (!obstacle) return false
    const { isForGood, ...problem } = obstacle
    await this.record.handle(message.id, isForGood ? 'held_back' : 'postponed', { atStep: message.step, problem })
    return true
  }

  protected async obstacle(message: OutboxMessage): Promise<Obstacle | null> {
    return (await outboxKind(message.kind).waitsFor?.(message)) ?? null
  }

  protected async attempt(message: OutboxMessage, prepared?: unknown): Promise<DeliveryOutcome> {
    try {
      return await outboxKind(message.kind).deliver(message, prepared)
    } catch (error) {
      logger.error({ err: error, id: message.id, kind: message.kind }, 'delivering failed unexpectedly')
      return { outcome: 'outcome_unknown', problem: unexpected(error as Error) }
    }
  }

  protected async lookUp(message: OutboxMessage) {
    const found = await this.look(message)
    if (found) await this.record.handle(message.id, found.outcome, { ...found, atStep: message.step })
    else await this.withoutLookUp(message)
  }

  protected async look(message: OutboxMessage): Promise<LookUpOutcome | undefined> {
    try {
      return await outboxKind(message.kind).lookUp?.(message)
    } catch (error) {
      return { outcome: 'look_up_failed', problem: unexpected(error as Error) }
    }
  }

  protected async afterDeath(message: OutboxMessage) {
    const recorded = await this.record.handle(message.id, 'process_died', { atStep: message.step })
    if (recorded) await this.withoutLookUp(recorded)
  }

  /** A kind that cannot be looked up is sent again where that does no harm, else a person decides. */
  protected async withoutLookUp(message: OutboxMessage) {
    const kind = outboxKind(message.kind)
    if (kind.lookUp) return
    if (!kind.mayRepeat) {
      const problem = { code: 'cannot_look_up', sentence: 'Whether it arrived is unknown and cannot be looked up' }
      await this.record.handle(message.id, 'held_back', { atStep: message.step, problem })
      return
    }
    await this.record.handle(message.id, 'not_found', { atStep: message.step })
  }
}

function unexpected(error: Error): Problem {
  return { code: 'unexpected', sentence: error.message }
}
