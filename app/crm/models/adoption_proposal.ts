import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export type AdoptionState = 'open' | 'confirmed' | 'rejected'

/** A prospect and a customer of the ERP that look like the same company; only a person says so. */
export default class AdoptionProposal extends BaseModel {
  static table = 'adoption_proposals'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare companyId: number

  @column()
  declare customerId: number

  @column()
  declare matchedBy: 'tax_id' | 'email'

  @column()
  declare state: AdoptionState

  @column()
  declare decidedById: number | null

  @column()
  declare decidedByName: string | null

  @column.dateTime()
  declare decidedAt: DateTime | null

  @column.dateTime()
  declare proposedAt: DateTime
}
