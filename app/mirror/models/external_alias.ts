import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { ErpEntity } from '#contracts/erp'

/** A key the ERP used to give a record that it now keeps under another one. */
export default class ExternalAlias extends BaseModel {
  static table = 'external_aliases'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare entity: ErpEntity

  @column()
  declare oldKey: string

  @column()
  declare currentKey: string

  /** Renumbered: our row went along. Merged: both had a row, and what names the old key finds the current one. */
  @column()
  declare kind: 'renumbered' | 'merged'

  @column()
  declare reason: string

  @column()
  declare enteredById: number | null

  @column()
  declare enteredByName: string | null

  @column.dateTime()
  declare enteredAt: DateTime
}
