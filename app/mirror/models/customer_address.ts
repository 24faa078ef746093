import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export default class CustomerAddress extends BaseModel {
  static table = 'customer_addresses'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare customerId: number

  @column()
  declare externalId: string

  @column()
  declare street: string

  @column()
  declare postalCode: string

  @column()
  declare city: string

  @column()
  declare country: string

  @column({ consume: Boolean })
  declare isActive: boolean

  @column.dateTime()
  declare goneAt: DateTime | null
}
