import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import RunNotMovable from '#billing/errors/run_not_movable'
import { canMove, type RunStatus } from '#billing/rules/run_status'

/** One pass over everything that is due until a day, from computing to posting. */
export default class BillingRun extends BaseModel {
  static table = 'billing_runs'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare until: CalendarDate

  @column()
  declare status: RunStatus

  @column()
  declare openKey: number | null

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

  @column()
  declare revision: number

  @column()
  declare rulesVersion: string

  @column()
  declare linesRead: number

  @column()
  declare linesTotal: number

  @column()
  declare chargesNew: number

  @column()
  declare chargesChanged: number

  @column()
  declare chargesRemoved: number

  @column()
  declare chargesUnchanged: number

  @column()
  declare failures: number

  @column()
  declare token: string | null

  @column.dateTime()
  declare beatAt: DateTime | null

  @column()
  declare error: string | null

  @column.dateTime()
  declare computedAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  get isOpen() {
    return this.openKey !== null
  }

  /** Charges that this pass added, changed or removed. */
  get changes() {
    return this.chargesNew + this.chargesChanged + this.chargesRemoved
  }

  /** @throws {RunNotMovable} when the run's status does not lead there */
  moveTo(status: RunStatus) {
    if (!canMove(this.status, status)) throw new RunNotMovable(this.status, status)
    this.status = status
    if (status !== 'computing' && status !== 'proposed') this.openKey = null
    return this
  }
}
