import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { ErpEntity } from '#contracts/erp'

/** What one page of an entity delivered, compressed, kept for some days. */
export default class PayloadPage extends BaseModel {
  static table = 'payload_pages'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare entity: ErpEntity

  /** The day in the ERP's time zone. */
  @column()
  declare receivedOn: string

  @column.dateTime()
  declare receivedAt: DateTime

  @column()
  declare form: 'raw' | 'mapped'

  @column()
  declare records: number

  @column()
  declare bytes: number

  @column({ serializeAs: null })
  declare body: Buffer
}
