import type { DateTime } from 'luxon'
import { BaseModel, column, scope } from '@adonisjs/lucid/orm'
import type { CompanyField, FieldGroup, FieldPolicy } from '#crm/rules/field_groups'

/** Two different changes of one field: open until somebody chooses, or settled by the policy at once. */
export default class FieldConflict extends BaseModel {
  static table = 'field_conflicts'

  static open = scope((query) => query.where('state', 'open'))

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare companyId: number

  @column()
  declare customerId: number

  @column()
  declare field: CompanyField

  @column()
  declare fieldGroup: FieldGroup

  @column()
  declare policy: FieldPolicy

  @column()
  declare base: string | null

  @column()
  declare ours: string | null

  @column()
  declare theirs: string | null

  @column()
  declare state: 'open' | 'settled'

  @column()
  declare outcome: 'ours' | 'theirs' | 'agreed' | null

  /** Null when the policy decided. */
  @column()
  declare decidedById: number | null

  @column()
  declare decidedByName: string | null

  @column.dateTime()
  declare decidedAt: DateTime | null

  @column.dateTime()
  declare noticedAt: DateTime

  /** Set while it is open: one field has one open conflict at most. */
  @column()
  declare openKey: string | null
}

export const openKey = (companyId: number, field: string) => `${companyId}:${field}`
