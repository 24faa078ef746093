import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export type RevaluationStatus = 'proposed' | 'applied' | 'discarded'

/** A list of the prices that are to be moved until a day, reviewed and applied as a whole. */
export default class RevaluationRun extends BaseModel {
  static table = 'revaluation_runs'

  @column({ isPrimary: true })
  declare id: number

  /** First and last day on which a revaluation of this run may be due. */
  @column()
  declare since: CalendarDate

  @column()
  declare until: CalendarDate

  @column()
  declare status: RevaluationStatus

  @column()
  declare openKey: number | null

  @column()
  declare revision: number

  @column()
  declare madeById: number | null

  @column()
  declare madeBy: string | null

  @column()
  declare approvedById: number | null

  @column()
  declare approvedBy: string | null

  @column.dateTime()
  declare approvedAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  get isOpen() {
    return this.openKey !== null
  }
}
