import type { DateTime } from 'luxon'
import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { ErpEntity } from '#contracts/erp'
import ErpConnection from '#erp/models/erp_connection'
import type { ReplayReport } from '#erp/rules/replay_report'

/** One day of an entity played again from the archive, with what differed. */
export default class PayloadReplay extends BaseModel {
  static table = 'payload_replays'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare entity: ErpEntity

  @column()
  declare day: string

  /** Whether what differed was also written. */
  @column({ consume: Boolean })
  declare applies: boolean

  @column()
  declare state: 'queued' | 'done' | 'failed'

  @column({ prepare: (value) => value && JSON.stringify(value), consume: (text: string | null) => text && JSON.parse(text) })
  declare report: ReplayReport | null

  @column()
  declare requestedById: number | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime()
  declare finishedAt: DateTime | null

  @belongsTo(() => ErpConnection, { foreignKey: 'connectionId' })
  declare connection: BelongsTo<typeof ErpConnection>
}
