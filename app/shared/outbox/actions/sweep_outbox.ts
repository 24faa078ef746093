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
  async handle(at = DateTime.utc()): Promise<void> {
    for (const first of await this.firstOfEachTarget(at)) {
      const lane = (await outboxKind(first.kind).lane?.(first)) ?? null
      if (lane === null) await this.ringForEach(first, at)
      else await ringLane(first.kind, first.target, lane)
    }
    for (const message of await this.sending()) await this.buryIfDead(message, at)
  }

  /** Thousands may be due: of those that go one after another only the first is read. */
  protected async firstOfEachTarget(at: DateTime): Promise<OutboxMessage[]> {
    const groups = await this.due(at).groupBy('kind', 'target').min('id as first').pojo<{ first: number }>()
    return groups.length === 0 ? [] : OutboxMessage.query().whereIn('id', groups.map(({ first }) => Number(first))).orderBy('id')
  }

  protected async ringForEach({ kind, target }: OutboxMessage, at: DateTime): Promise<void> {
    for (let last = 0; ; ) {
      const query = this.due(at).where('kind', kind).where('id', '>', last).orderBy('id').limit(PAGE)
      const page = await (target === null ? query.whereNull('target') : query.where('target', target))
      for (const message of page) await ring(message, at)
      if (page.length < PAGE) return
      last = page.at(-1)!.id
    }
  }

  protected due(at: DateTime) {
    return OutboxMessage.query().whereIn('state', ['pending', 'unknown']).where('next_attempt_at', '<=', sqlInstant(at))
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
