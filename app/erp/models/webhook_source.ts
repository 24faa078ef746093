import type { DateTime } from 'luxon'
import { BaseModel, belongsTo, column, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import ErpConnection from '#erp/models/erp_connection'
import WebhookSecret from '#erp/models/webhook_secret'

/** Where the ERP of a connection tells us of changes. */
export default class WebhookSource extends BaseModel {
  static table = 'webhook_sources'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  /** The part of the address that nobody guesses. */
  @column()
  declare address: string

  @column({ consume: Boolean })
  declare isActive: boolean

  @column.dateTime()
  declare lastReceivedAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @belongsTo(() => ErpConnection, { foreignKey: 'connectionId' })
  declare connection: BelongsTo<typeof ErpConnection>

  @hasMany(() => WebhookSecret, { foreignKey: 'sourceId' })
  declare secrets: HasMany<typeof WebhookSecret>

  /** From the root of this site. */
  get path(): string {
    return `/api/webhooks/v1/${this.address}`
  }
}
