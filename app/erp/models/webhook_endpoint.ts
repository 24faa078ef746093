import type { DateTime } from 'luxon'
import { BaseModel, column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import WebhookSecret from '#erp/models/webhook_secret'
import type { WebhookEvent } from '#erp/rules/webhook_events'

/** Why nothing is sent to an endpoint: a person said so, it answered that it is gone, or it failed too long. */
export type OffReason = 'person' | 'gone' | 'failures'

/** An address outside that hears of what happens here. */
export default class WebhookEndpoint extends BaseModel {
  static table = 'webhook_endpoints'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare name: string

  @column()
  declare url: string

  @column({ prepare: (events: WebhookEvent[]) => JSON.stringify(events), consume: (text: string) => JSON.parse(text) })
  declare events: WebhookEvent[]

  @column({ consume: Boolean })
  declare isActive: boolean

  @column()
  declare offReason: OffReason | null

  /** Attempts in a row that failed. */
  @column()
  declare failures: number

  @column.dateTime()
  declare failingSince: DateTime | null

  @column.dateTime()
  declare lastSuccessAt: DateTime | null

  @column.dateTime()
  declare lastFailureAt: DateTime | null

  @column()
  declare madeBy: string | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @hasMany(() => WebhookSecret, { foreignKey: 'endpointId' })
  declare secrets: HasMany<typeof WebhookSecret>
}
