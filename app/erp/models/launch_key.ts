import type { DateTime } from 'luxon'
import encryption from '@adonisjs/core/services/encryption'
import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import ErpConnection from '#erp/models/erp_connection'
import type { JwsAlgorithm } from '#erp/rules/compact_jws'

/** A key with which an ERP signs the tickets of its people. */
export default class LaunchKey extends BaseModel {
  static table = 'launch_keys'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare connectionId: number

  @column()
  declare kid: string

  @column()
  declare algorithm: JwsAlgorithm

  @column({
    serializeAs: null,
    prepare: (material: string) => encryption.encrypt(material),
    consume: (text: string) => encryption.decrypt<string>(text) ?? '',
  })
  declare material: string

  @column.dateTime()
  declare expiresAt: DateTime | null

  @column.dateTime()
  declare revokedAt: DateTime | null

  @column.dateTime()
  declare lastUsedAt: DateTime | null

  @column()
  declare madeBy: string | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @belongsTo(() => ErpConnection, { foreignKey: 'connectionId' })
  declare connection: BelongsTo<typeof ErpConnection>

  isGoodAt(at: DateTime): boolean {
    return this.revokedAt === null && (this.expiresAt === null || this.expiresAt > at)
  }
}
