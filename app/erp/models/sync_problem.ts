import type { DateTime } from 'luxon'
import { BaseModel, column, scope } from '@adonisjs/lucid/orm'
import type { ErpEntity } from '#contracts/erp'
import type { ProblemKind } from '#erp/rules/problem_cause'

/** A record of the ERP that could not be kept, and why; one row a record, however often it fails. */
export default class SyncProblem extends BaseModel {
  static table = 'sync_problems'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare entity: ErpEntity

  @column()
  declare externalId: string

  @column()
  declare kind: ProblemKind

  @column()
  declare cause: string

  @column()
  declare reason: string

  /** The record as the ERP gave it, shortened. */
  @column()
  declare sample: string | null

  /** What the mapping made of it, shortened; null when it did not get so far. */
  @column()
  declare mapped: string | null

  @column()
  declare missingEntity: ErpEntity | null

  @column()
  declare missingId: string | null

  @column()
  declare times: number

  @column.dateTime()
  declare firstSeenAt: DateTime

  @column.dateTime()
  declare lastSeenAt: DateTime

  @column.dateTime()
  declare resolvedAt: DateTime | null

  @column.dateTime()
  declare skippedAt: DateTime | null

  @column()
  declare skipReason: string | null

  @column()
  declare skippedById: number | null

  static open = scope((query) => query.whereNull('resolved_at').whereNull('skipped_at'))
}
