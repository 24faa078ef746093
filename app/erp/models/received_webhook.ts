import type { DateTime } from 'luxon'
import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { ErpEntity } from '#contracts/erp'
import WebhookSource from '#erp/models/webhook_source'

export type ReceivedState = 'waiting' | 'done' | 'failed'

/** What a webhook came to: the record was read again, or the ERP no longer has it. */
export type ReceivedOutcome = 'read' | 'not_there' | 'paused'

/** A webhook as it came in; the record it names is read from the ERP later. */
export default class ReceivedWebhook extends BaseModel {
  static table = 'received_webhooks'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare sourceId: number

  @column()
  declare webhookId: string

  @column()
  declare type: string

  @column()
  declare entity: ErpEntity

  @column()
  declare externalId: string

  @column()
  declare body: string

  @column()
  declare state: ReceivedState

  @column()
  declare attempts: number

  @column.dateTime()
  declare nextAttemptAt: DateTime | null

  @column()
  declare outcome: ReceivedOutcome | null

  @column()
  declare problem: string | null

  @column.dateTime()
  declare sentAt: DateTime

  @column.dateTime()
  declare receivedAt: DateTime

  @column.dateTime()
  declare doneAt: DateTime | null

  @belongsTo(() => WebhookSource, { foreignKey: 'sourceId' })
  declare source: BelongsTo<typeof WebhookSource>
}
