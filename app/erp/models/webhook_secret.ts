import type { DateTime } from 'luxon'
import encryption from '@adonisjs/core/services/encryption'
import { BaseModel, column } from '@adonisjs/lucid/orm'

/** What signs webhooks: those of a source are checked with it, those to an endpoint are sent with it. */
export default class WebhookSecret extends BaseModel {
  static table = 'webhook_secrets'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare sourceId: number | null

  @column()
  declare endpointId: number | null

  @column({
    serializeAs: null,
    prepare: (material: string) => encryption.encrypt(material),
    consume: (text: string) => encryption.decrypt<string>(text) ?? '',
  })
  declare material: string

  /** Null until another one takes its place. */
  @column.dateTime()
  declare expiresAt: DateTime | null

  @column.dateTime()
  declare lastUsedAt: DateTime | null

  @column()
  declare madeBy: string | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  isGoodAt(at: DateTime): boolean {
    return this.material !== '' && (!this.expiresAt || this.expiresAt > at)
  }
}
