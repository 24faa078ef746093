import type { DateTime } from 'luxon'
import { BaseModel, column, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Delivery from '#mirror/models/delivery'
import Product from '#mirror/models/product'
import SalesOrderLine from '#mirror/models/sales_order_line'

const written = (value: unknown) => JSON.stringify(value)
const parsed = (text: string) => JSON.parse(text)

export default class DeliveryLine extends BaseModel {
  static table = 'delivery_lines'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare deliveryId: number

  @column()
  declare externalId: string

  @column()
  declare position: number

  @column()
  declare productId: number

  @column()
  declare orderLineExternalId: string | null

  @column()
  declare salesOrderLineId: number | null

  @column()
  declare quantity: string

  @column({ prepare: written, consume: parsed })
  declare serials: string[]

  @column.dateTime()
  declare goneAt: DateTime | null

  @belongsTo(() => Delivery)
  declare delivery: BelongsTo<typeof Delivery>

  @belongsTo(() => Product)
  declare product: BelongsTo<typeof Product>

  @belongsTo(() => SalesOrderLine)
  declare salesOrderLine: BelongsTo<typeof SalesOrderLine>
}
