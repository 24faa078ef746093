import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { BindingFacts } from '#crm/rules/field_merge'

const json = { prepare: (value: object) => JSON.stringify(value), consume: (text: string) => JSON.parse(text) }

/** What is remembered of a customer while its company says something else than the ERP. */
export default class CustomerBinding extends BaseModel {
  static table = 'customer_bindings'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare customerId: number

  @column(json)
  declare base: BindingFacts['base']

  @column(json)
  declare edited: BindingFacts['edited']

  @column(json)
  declare written: BindingFacts['written']

  /** Of the last facts written to the ERP. */
  @column()
  declare writtenHash: string | null

  @column.dateTime()
  declare writtenAt: DateTime | null

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime
}
