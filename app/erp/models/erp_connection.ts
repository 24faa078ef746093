import type { DateTime } from 'luxon'
import encryption from '@adonisjs/core/services/encryption'
import { BaseModel, column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { ErpConnector, ErpDescription } from '#contracts/erp'
import Circuit from '#erp/circuit'
import { connectorKind } from '#erp/connector_kinds'
import { guardedConnector } from '#erp/connectors/guarded_connector'
import SyncCursor from '#erp/models/sync_cursor'
import type { Urgency } from '#erp/rules/circuit'

export type ConnectionSettings = Record<string, string>

export default class ErpConnection extends BaseModel {
  static table = 'erp_connections'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare name: string

  @column()
  declare kind: string

  @column({
    serializeAs: null,
    prepare: (settings: ConnectionSettings) => encryption.encrypt(settings),
    consume: (text: string) => encryption.decrypt<ConnectionSettings>(text) ?? {},
  })
  declare settings: ConnectionSettings

  /** The company's own mapping as text; null where the preset holds. */
  @column()
  declare mapping: string | null

  @column({ consume: Boolean })
  declare isActive: boolean

  @column()
  declare timeZone: string

  @column()
  declare overlapMinutes: number

  /** `HH:MM` in the connection's time zone, or null for no nightly run. */
  @column()
  declare nightlyAt: string | null

  /** The local day whose nightly run has been started. */
  @column()
  declare nightlyDoneOn: string | null

  /** Minutes between two runs for changes, or null for none. */
  @column()
  declare incrementalMinutes: number | null

  @column()
  declare fullEveryDays: number

  /** Days for which what pages delivered is kept; 0 keeps nothing. */
  @column()
  declare archiveDays: number

  /** How many days readings and their details are kept. */
  @column()
  declare runDays: number

  @column({
    prepare: (description: ErpDescription | null) => description && JSON.stringify(description),
    consume: (text: string | null) => text && JSON.parse(text),
  })
  declare description: ErpDescription | null

  @column.dateTime()
  declare describedAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @hasMany(() => SyncCursor, { foreignKey: 'connectionId' })
  declare cursors: HasMany<typeof SyncCursor>

  /** The settings with the mapping, as the kind's connector takes them. */
  get ownSettings(): ConnectionSettings {
    return this.mapping ? { ...this.settings, mapping: this.mapping } : this.settings
  }

  /** A connector for this connection, behind its circuit; the caller closes it. */
  connector(urgency: Urgency = 'usual'): ErpConnector {
    return guardedConnector(connectorKind(this.kind).open(this.ownSettings, this.id), new Circuit(this.id, urgency))
  }
}
