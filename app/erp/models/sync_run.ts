import type { DateTime } from 'luxon'
import { BaseModel, belongsTo, column, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { ErpEntity } from '#contracts/erp'
import ErpConnection from '#erp/models/erp_connection'
import SyncRunEntity from '#erp/models/sync_run_entity'
import type { SyncMode } from '#erp/models/sync_cursor'

export type SyncRunState = 'running' | 'done' | 'failed' | 'interrupted'

export default class SyncRun extends BaseModel {
  static table = 'sync_runs'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare mode: SyncMode

  @column()
  declare state: SyncRunState

  @column({ prepare: (entities: ErpEntity[]) => entities.join(','), consume: (text: string) => text.split(',') })
  declare entities: ErpEntity[]

  @column({ consume: Boolean })
  declare sweeps: boolean

  @column()
  declare requestedById: number | null

  /** The family of ERP error that ended the run, or `fault` for one of ours. */
  @column()
  declare failureKind: string | null

  @column()
  declare failure: string | null

  @column.dateTime()
  declare startedAt: DateTime

  @column.dateTime()
  declare finishedAt: DateTime | null

  @belongsTo(() => ErpConnection, { foreignKey: 'connectionId' })
  declare connection: BelongsTo<typeof ErpConnection>

  @hasMany(() => SyncRunEntity, { foreignKey: 'runId' })
  declare parts: HasMany<typeof SyncRunEntity>

  get isRunning(): boolean {
    return this.state === 'running'
  }
}
