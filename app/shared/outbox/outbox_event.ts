import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { DeliveryState, Happening } from '#shared/outbox/rules/delivery_protocol'

/** Something that happened to a message, and who decided it when a person did. */
export default class OutboxEvent extends BaseModel {
  static table = 'outbox_events'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare outboxMessageId: number

  @column()
  declare happening: Happening

  @column()
  declare fromState: DeliveryState

  @column()
  declare toState: DeliveryState

  @column()
  declare note: string | null

  @column()
  declare actorId: number | null

  @column()
  declare actorName: string | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime
}
