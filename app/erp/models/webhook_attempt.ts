import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

/** One try to hand a webhook over: what was sent and what was answered, both shortened. */
export default class WebhookAttempt extends BaseModel {
  static table = 'webhook_attempts'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare endpointId: number

  @column()
  declare outboxMessageId: number

  @column()
  declare number: number

  @column()
  declare problemCode: string | null

  @column()
  declare status: number | null

  @column()
  declare durationMs: number

  @column()
  declare request: string

  @column()
  declare answer: string | null

  @column.dateTime()
  declare attemptedAt: DateTime
}
