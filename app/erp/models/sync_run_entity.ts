import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { ErpEntity } from '#contracts/erp'

export type SyncPartState = 'running' | 'done' | 'failed' | 'paused'

/** What one run did to one entity. */
export default class SyncRunEntity extends BaseModel {
  static table = 'sync_run_entities'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare runId: number

  @column()
  declare entity: ErpEntity

  @column()
  declare state: SyncPartState

  @column()
  declare windowSince: string | null

  @column()
  declare windowMark: string | null

  @column()
  declare pages: number

  @column()
  declare read: number

  @column()
  declare created: number

  @column()
  declare changed: number

  @column()
  declare unchanged: number

  @column()
  declare skipped: number

  @column()
  declare waiting: number

  @column()
  declare failed: number

  @column()
  declare gone: number

  @column()
  declare swept: number

  @column.dateTime()
  declare startedAt: DateTime

  @column.dateTime()
  declare finishedAt: DateTime | null
}
