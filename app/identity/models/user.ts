import type { DateTime } from 'luxon'
import { BaseModel, column, manyToMany } from '@adonisjs/lucid/orm'
import type { ManyToMany } from '@adonisjs/lucid/types/relations'
import type { AccessToken } from '@adonisjs/auth/access_tokens'
import Group from '#identity/models/group'
import Role from '#identity/models/role'
import { UserAccessTokens } from '#identity/models/user_access_tokens'
import type { Locale, Density, Theme } from '#identity/rules/preferences'

export default class User extends BaseModel {
  static accessTokens = new UserAccessTokens({ tokenableModel: User, prefix: 'anx_', table: 'auth_access_tokens' })

  /** The token the request came with; set by the bearer guard. */
  declare currentAccessToken?: AccessToken

  @column({ isPrimary: true })
  declare id: number

  /** Lower case, as it is compared. */
  @column({ prepare: (email: string) => email.trim().toLowerCase() })
  declare email: string

  /** A hash; null when the person may come in only from the ERP or by a reset. */
  @column({ serializeAs: null })
  declare password: string | null

  @column()
  declare fullName: string

  @column()
  declare locale: Locale

  @column()
  declare timeZone: string

  @column()
  declare theme: Theme

  @column()
  declare density: Density

  @column({ consume: Boolean })
  declare isActive: boolean

  @column.dateTime()
  declare lastSeenAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @manyToMany(() => Group, { pivotTable: 'group_users' })
  declare groups: ManyToMany<typeof Group>

  @manyToMany(() => Role, { pivotTable: 'role_users' })
  declare roles: ManyToMany<typeof Role>
}
