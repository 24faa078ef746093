import type { DateTime } from 'luxon'
import { BaseModel, column, belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ErpOrder } from '#contracts/erp'
import Customer from '#mirror/models/customer'
import SalesOrderLine from '#mirror/models/sales_order_line'

export default class SalesOrder extends BaseModel {
  static table = 'sales_orders'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare externalId: string

  @column()
  declare payloadHash: string

  @column.dateTime()
  declare mirroredAt: DateTime

  @column.dateTime()
  declare goneAt: DateTime | null

  @column()
  declare lastSeenSweep: number

  @column()
  declare missingSweeps: number

  @column()
  declare number: string

  @column()
  declare customerId: number

  @column()
  declare orderedOn: CalendarDate | null

  @column()
  declare state: ErpOrder['state']

  @column()
  declare currency: string

  @column()
  declare customerReference: string | null

  @belongsTo(() => Customer)
  declare customer: BelongsTo<typeof Customer>

  @hasMany(() => SalesOrderLine)
  declare lines: HasMany<typeof SalesOrderLine>

  /** The ERP no longer has this record. */
  get isGone(): boolean {
    return this.goneAt !== null
  }
}
