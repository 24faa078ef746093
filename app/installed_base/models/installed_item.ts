import type { DateTime } from 'luxon'
import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import Product from '#mirror/models/product'
import type { Ownership } from '#installed_base/rules/item_event'
import type { ItemStatus } from '#installed_base/rules/item_state'

/** A thing, or a quantity of things, that a company holds. Read it; only events change it. */
export default class InstalledItem extends BaseModel {
  static table = 'installed_items'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare code: string

  @column()
  declare itemKey: string

  @column()
  declare threadKey: string

  @column()
  declare productId: number

  @column()
  declare serial: string | null

  @column()
  declare lot: string | null

  @column()
  declare status: ItemStatus

  @column()
  declare ownership: Ownership

  @column({ consume: Boolean })
  declare isOpen: boolean

  @column()
  declare companyId: number

  @column()
  declare orderingCompanyId: number

  @column()
  declare place: string | null

  @column()
  declare siteAddress: string | null

  @column()
  declare quantity: string

  @column()
  declare deliveredQuantity: string

  @column()
  declare deliveredOn: CalendarDate

  @column()
  declare installedOn: CalendarDate | null

  @column()
  declare returnedOn: CalendarDate | null

  @column()
  declare expectedBackOn: CalendarDate | null

  @column()
  declare warrantyStartsOn: CalendarDate | null

  @column()
  declare warrantyBasis: 'delivery' | 'manual'

  @column()
  declare parentItemId: number | null

  @column()
  declare replacedById: number | null

  @column()
  declare reviewReason: 'delivery_cancelled' | 'invoice_in_doubt' | null

  @column()
  declare version: number

  @column.dateTime()
  declare createdAt: DateTime

  @column.dateTime()
  declare updatedAt: DateTime

  @belongsTo(() => Product)
  declare product: BelongsTo<typeof Product>

  @belongsTo(() => InstalledItem, { foreignKey: 'replacedById' })
  declare replacedBy: BelongsTo<typeof InstalledItem>
}
