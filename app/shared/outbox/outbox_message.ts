import { DateTime } from 'luxon'
import { BaseModel, column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { Delivery, DeliveryState } from '#shared/outbox/rules/delivery_protocol'
import { sqlInstant } from '#shared/clock'
import OutboxEvent from '#shared/outbox/outbox_event'

/** One thing that has to reach a system outside the house, and how far it has come. */
export default class OutboxMessage extends BaseModel {
  static table = 'outbox_messages'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare kind: string

  @column()
  declare subjectType: string

  @column()
  declare subjectId: number

  @column()
  declare target: string | null

  @column()
  declare reference: string

  @column({ prepare: (value) => JSON.stringify(value), consume: (value) => JSON.parse(value) })
  declare payload: Record<string, unknown>

  @column()
  declare payloadHash: string

  @column()
  declare state: DeliveryState

  @column({ consume: Boolean })
  declare mayBeThere: boolean

  /** Counts everything that happened; a bell rung for an earlier step is no longer heard. */
  @column()
  declare step: number

  @column()
  declare attempts: number

  @column()
  declare lookUps: number

  @column.dateTime()
  declare nextAttemptAt: DateTime | null

  @column.dateTime()
  declare sentAt: DateTime | null

  @column.dateTime()
  declare doneAt: DateTime | null

  @column()
  declare problemCode: string | null

  @column()
  declare lastError: string | null

  @column({
    prepare: (value) => (value === null || value === undefined ? null : JSON.stringify(value)),
    consume: (value) => (value ? JSON.parse(value) : null),
  })
  declare reply: Record<string, unknown> | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @hasMany(() => OutboxEvent, { onQuery: (query) => void query.orderBy('id', 'desc') })
  declare events: HasMany<typeof OutboxEvent>

  get delivery(): Delivery {
    return {
      state: this.state,
      mayBeThere: this.mayBeThere,
      attempts: this.attempts,
      lookUps: this.lookUps,
      sentAt: this.sentAt?.toMillis() ?? null,
      nextAt: this.nextAttemptAt?.toMillis() ?? null,
    }
  }

  set delivery(delivery: Delivery) {
    this.state = delivery.state
    this.mayBeThere = delivery.mayBeThere
    this.attempts = delivery.attempts
    this.lookUps = delivery.lookUps
    this.sentAt = instant(delivery.sentAt)
    this.nextAttemptAt = instant(delivery.nextAt)
  }

  /** The columns that a happening writes. */
  get progress() {
    const { state, mayBeThere, step, attempts, lookUps, nextAttemptAt, sentAt, doneAt, problemCode, lastError, reply } = this
    return {
      state,
      may_be_there: mayBeThere,
      step,
      attempts,
      look_ups: lookUps,
      next_attempt_at: nextAttemptAt && sqlInstant(nextAttemptAt),
      sent_at: sentAt && sqlInstant(sentAt),
      done_at: doneAt && sqlInstant(doneAt),
      problem_code: problemCode ?? null,
      last_error: lastError ?? null,
      reply: reply ? JSON.stringify(reply) : null,
    }
  }

  /** The same row, to be changed without changing this one. */
  copy(): OutboxMessage {
    const copy = new OutboxMessage()
    copy.fill({ ...this.$attributes })
    copy.$hydrateOriginals()
    copy.$isPersisted = true
    return copy
  }

  isDue(at: DateTime): boolean {
    return this.nextAttemptAt !== null && this.nextAttemptAt <= at
  }
}

function instant(milliseconds: number | null): DateTime | null {
  return milliseconds === null ? null : DateTime.fromMillis(milliseconds, { zone: 'utc' })
}
