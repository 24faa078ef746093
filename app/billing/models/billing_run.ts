import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import RunNotMovable from '#billing/errors/run_not_movable'
import type { RunScope } from '#billing/rules/run_scope'
import { canMove, isOpen, type RunStatus } from '#billing/rules/run_status'

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
  declare openScope: string | null

  @column()
  declare scopeCompanyId: number | null

  @column()
  declare scopeSiteId: number | null

  @column()
  declare scopeSource: string | null

  @column()
  declare scopeContractKind: string | null

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
  declare chargesHeld: number

  @column()
  declare failures: number

  @column()
  declare token: string | null

  @column()
  declare endedToken: string | null

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

  /** What the run is about. */
  get scope(): RunScope {
    const whole = (id: number | null | undefined) => (id === null || id === undefined ? null : Number(id))
    return { companyId: whole(this.scopeCompanyId), siteId: whole(this.scopeSiteId), source: this.scopeSource ?? null, contractKind: this.scopeContractKind ?? null }
  }

  get isOpen() {
    return this.openKey !== null
  }

  /** Charges that this pass added, changed or removed. */
  get changes() {
    return this.chargesNew + this.chargesChanged + this.chargesRemoved
  }

  /** Charges that the last computation left in the run. */
  get standing() {
    return this.chargesNew + this.chargesChanged + this.chargesUnchanged + this.chargesHeld
  }

  /** Names the last computation that ended. */
  get computation(): string {
    return this.endedToken ?? `before ${this.revision}`
  }

  /** @throws {RunNotMovable} when the run's status does not lead there */
  moveTo(status: RunStatus) {
    if (!canMove(this.status, status)) throw new RunNotMovable(this.status, status)
    this.status = status
    if (!isOpen(status)) this.openKey = this.openScope = null
    return this
  }
}
