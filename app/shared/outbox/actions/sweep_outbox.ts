import { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { outboxKind } from '#shared/outbox/kinds'
import OutboxMessage from '#shared/outbox/outbox_message'
import RecordHappening from '#shared/outbox/actions/record_happening'
import { ring, ringLane } from '#shared/outbox/ring'

const PAGE = 500
const ATTEMPT_SECONDS = 120

/**
 * Finds all work again from the rows alone: rings for everything that is due, and takes
 * note of messages whose sender died. The queue may have lost every job it had.
 */
export default class SweepOutbox {
  protected lanes = new Map<string, string | null>()

  async handle(at = DateTime.utc()): Promise<void> {
    for (let last = 0, page = await this.due(at, last); page.length > 0; page = await this.due(at, last)) {
      for (const message of page) if (!(await this.hasLane(message))) await ring(message, at)
      last = page[page.length - 1].id
    }
    for (const message of await this.sending()) await this.buryIfDead(message, at)
  }

  /** Messages of a lane have one bell for all of them. */
  protected async hasLane(message: OutboxMessage): Promise<boolean> {
    const key = `${message.kind}\n${message.target}`
    if (!this.lanes.has(key)) {
      const lane = (await outboxKind(message.kind).lane?.(message)) ?? null
      if (lane !== null) await ringLane(message.kind, message.target, lane)
      this.lanes.set(key, lane)
    }
    return this.lanes.get(key) !== null
  }

  protected due(at: DateTime, afterId: number) {
    return OutboxMessage.query()
      .whereIn('state', ['pending', 'unknown'])
      .where('next_attempt_at', '<=', sqlInstant(at))
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(PAGE)
  }

  protected sending() {
    return OutboxMessage.query().where('state', 'sending').orderBy('id').limit(PAGE)
  }

  protected async buryIfDead(message: OutboxMessage, at: DateTime) {
    const lasts = outboxKind(message.kind).attemptSeconds ?? ATTEMPT_SECONDS
    if (message.sentAt && message.sentAt.plus({ seconds: lasts }) > at) return

    await new RecordHappening().handle(message.id, 'process_died', { atStep: message.step })
  }
}
