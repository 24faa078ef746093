import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export default class Customer extends BaseModel {
  static table = 'customers'

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
  declare name: string

  @column()
  declare taxId: string | null

  @column()
  declare email: string | null

  @column()
  declare phone: string | null

  @column()
  declare website: string | null

  @column()
  declare language: string | null

  @column({ consume: Boolean })
  declare isActive: boolean

  @column({ consume: Boolean })
  declare isBlocked: boolean
}
