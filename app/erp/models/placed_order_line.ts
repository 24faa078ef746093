import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Product from '#mirror/models/product'

/** A product on an order that goes into the ERP from here. */
export default class PlacedOrderLine extends BaseModel {
  static table = 'placed_order_lines'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare placedOrderId: number

  @column()
  declare position: number

  @column()
  declare productId: number

  @column()
  declare description: string

  @column()
  declare quantity: string

  @column()
  declare unitPrice: string

  @column({ consume: Number })
  declare netCents: number

  @belongsTo(() => Product)
  declare product: BelongsTo<typeof Product>
}
