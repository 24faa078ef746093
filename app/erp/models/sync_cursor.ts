import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { ErpEntity } from '#contracts/erp'

export type SyncMode = 'full' | 'incremental'

/** How far an entity has been read: the last complete window, the open one, and the sweep of keys. */
export default class SyncCursor extends BaseModel {
  static table = 'sync_cursors'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare entity: ErpEntity

  /** The ERP's time before the last complete window; the next one starts from here, less the overlap. */
  @column()
  declare mark: string | null

  @column()
  declare windowMode: SyncMode | null

  @column()
  declare windowSince: string | null

  @column()
  declare windowMark: string | null

  @column()
  declare after: string | null

  @column.dateTime()
  declare completedAt: DateTime | null

  @column.dateTime()
  declare fullCompletedAt: DateTime | null

  @column({ consume: Boolean })
  declare isPaused: boolean

  /** Number of the sweep that runs, or ran last. */
  @column()
  declare sweep: number

  @column({ consume: Boolean })
  declare isSweeping: boolean

  @column()
  declare sweepAfter: string | null

  @column()
  declare sweepSeen: number

  /** Keys the last believed sweep met. */
  @column()
  declare sweepSize: number | null

  /** Keys of a sweep that was too small to be believed, until a person has judged it. */
  @column()
  declare sweepRefusedSize: number | null

  @column.dateTime()
  declare sweptAt: DateTime | null
}
