import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export type AdoptionState = 'open' | 'confirmed' | 'rejected' | 'undone'

/** A prospect and a customer of the ERP that look like the same company; only a person says so. */
export default class AdoptionProposal extends BaseModel {
  static table = 'adoption_proposals'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare companyId: number

  @column()
  declare customerId: number

  /** Its own id once its prospect has gone into a customer, which may take in several; 0 before. */
  @column()
  declare unionKey: number

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
