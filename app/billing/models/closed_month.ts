import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

/** What a month came to in one currency when it was closed; minor units. */
export interface MonthTotal {
  currency: string
  expectedCents: number
  billedCents: number
  creditedCents: number
  postedCents: number
  heldCents: number
  excludedCents: number
  agreedCents: number
}

/** A month of which nothing was left unbilled, signed by the person who closed it. Opened again it stays as a record. */
export default class ClosedMonth extends BaseModel {
  static table = 'closed_months'

  @column({ isPrimary: true })
  declare id: number

  /** `YYYY-MM`. */
  @column()
  declare month: string

  @column()
  declare closedKey: string | null

  @column({ prepare: (value: unknown) => JSON.stringify(value), consume: (text: string) => JSON.parse(text) })
  declare totals: MonthTotal[]

  @column()
  declare hash: string

  @column()
  declare closedById: number | null

  @column()
  declare closedBy: string

  @column.dateTime()
  declare closedAt: DateTime

  @column()
  declare reopenedBy: string | null

  @column.dateTime()
  declare reopenedAt: DateTime | null

  @column()
  declare reason: string | null

  get isClosed() {
    return this.closedKey !== null
  }
}
