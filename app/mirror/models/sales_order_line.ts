import type { DateTime } from 'luxon'
import { BaseModel, column, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Product from '#mirror/models/product'
import SalesOrder from '#mirror/models/sales_order'

export default class SalesOrderLine extends BaseModel {
  static table = 'sales_order_lines'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare salesOrderId: number

  @column()
  declare externalId: string

  @column()
  declare position: number

  @column()
  declare productId: number | null

  @column()
  declare description: string

  @column()
  declare quantity: string

  @column()
  declare unitPrice: string

  @column({ consume: Boolean })
  declare isCancelled: boolean

  @column.dateTime()
  declare goneAt: DateTime | null

  @belongsTo(() => SalesOrder)
  declare salesOrder: BelongsTo<typeof SalesOrder>

  @belongsTo(() => Product)
  declare product: BelongsTo<typeof Product>
}
