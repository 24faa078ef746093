import type { DateTime } from 'luxon'
import { BaseModel, column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import PlacedOrderLine from '#erp/models/placed_order_line'

/** An order that goes into the ERP from here; how far it has come stands on its outbox message. */
export default class PlacedOrder extends BaseModel {
  static table = 'placed_orders'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare companyId: number

  @column()
  declare customerId: number

  /** What the order comes from: an offer, a contract, or the company itself. */
  @column()
  declare sourceType: string

  @column()
  declare sourceId: number

  /** Names what is ordered once at most, or null. */
  @column()
  declare sourceKey: string | null

  @column()
  declare reference: string

  @column()
  declare currency: string

  @column()
  declare orderedOn: CalendarDate | null

  @column()
  declare requestedOn: CalendarDate | null

  @column()
  declare text: string

  @column({ consume: Number })
  declare netCents: number

  @column()
  declare externalId: string | null

  @column()
  declare number: string | null

  @column()
  declare placedById: number | null

  @column()
  declare placedByName: string

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @hasMany(() => PlacedOrderLine, { onQuery: (query) => void query.orderBy('position') })
  declare lines: HasMany<typeof PlacedOrderLine>
}
