import type { DateTime } from 'luxon'
import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import Product from '#mirror/models/product'

/** A part taken out of the ERP's stock for work, or its reversal; how far it has come stands on its outbox message. */
export default class StockIssue extends BaseModel {
  static table = 'stock_issues'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  /** What the part was used for: an installed item, later an intervention. */
  @column()
  declare subjectType: string

  @column({ consume: Number })
  declare subjectId: number

  @column()
  declare customerId: number | null

  @column()
  declare productId: number

  /** The ERP's key of the site. */
  @column()
  declare siteKey: string

  @column()
  declare location: string | null

  @column()
  declare quantity: string

  @column()
  declare serial: string | null

  @column()
  declare movedOn: CalendarDate | null

  @column()
  declare text: string

  @column()
  declare reference: string

  /** The issue that this one takes back. */
  @column()
  declare reversesId: number | null

  @column()
  declare externalId: string | null

  @column()
  declare number: string | null

  @column()
  declare enteredById: number | null

  @column()
  declare enteredByName: string

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @belongsTo(() => Product)
  declare product: BelongsTo<typeof Product>
}
