import type { DateTime } from 'luxon'
import { BaseModel, column, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ErpInvoice } from '#contracts/erp'
import Customer from '#mirror/models/customer'

const written = (value: unknown) => JSON.stringify(value)
const parsed = (text: string) => JSON.parse(text)

export default class MirroredInvoice extends BaseModel {
  static table = 'erp_invoices'

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
  declare number: string | null

  @column()
  declare reference: string | null

  @column()
  declare customerId: number

  @column()
  declare state: ErpInvoice['state']

  @column()
  declare issuedOn: CalendarDate | null

  @column()
  declare currency: string

  @column()
  declare netCents: number

  @column()
  declare taxCents: number

  @column()
  declare totalCents: number

  @column()
  declare openCents: number

  @column()
  declare lineCount: number

  @column({ prepare: written, consume: parsed })
  declare dueDates: ErpInvoice['dueDates']

  @belongsTo(() => Customer)
  declare customer: BelongsTo<typeof Customer>

  /** The ERP no longer has this record. */
  get isGone(): boolean {
    return this.goneAt !== null
  }
}
