import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export default class Product extends BaseModel {
  static table = 'products'

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
  declare unit: string

  @column({ consume: Boolean })
  declare isActive: boolean

  @column({ consume: Boolean })
  declare isSerialised: boolean

  @column({ consume: Boolean })
  declare isService: boolean

  @column()
  declare listPrice: string | null

  @column()
  declare currency: string | null

  @column()
  declare contractModel: string | null
}
