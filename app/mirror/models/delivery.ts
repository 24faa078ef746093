import type { DateTime } from 'luxon'
import { BaseModel, column, belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ErpDelivery } from '#contracts/erp'
import Customer from '#mirror/models/customer'
import DeliveryLine from '#mirror/models/delivery_line'

export default class Delivery extends BaseModel {
  static table = 'deliveries'

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
  declare kind: ErpDelivery['kind']

  @column()
  declare customerId: number

  @column()
  declare deliveredOn: CalendarDate

  @column({ consume: Boolean })
  declare isCancelled: boolean

  @column()
  declare place: string | null

  @belongsTo(() => Customer)
  declare customer: BelongsTo<typeof Customer>

  @hasMany(() => DeliveryLine)
  declare lines: HasMany<typeof DeliveryLine>

  /** The ERP no longer has this record. */
  get isGone(): boolean {
    return this.goneAt !== null
  }
}
