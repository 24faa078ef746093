import type { DateTime } from 'luxon'
import { BaseModel, column, hasMany, manyToMany } from '@adonisjs/lucid/orm'
import type { HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import RolePermission from '#identity/models/role_permission'
import User from '#identity/models/user'
import { ADMINISTRATOR } from '#identity/rules/administrators'

export default class Role extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare key: string

  @column()
  declare name: string

  @column({ consume: Boolean })
  declare isBuiltin: boolean

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  @hasMany(() => RolePermission)
  declare permissions: HasMany<typeof RolePermission>

  @manyToMany(() => User, { pivotTable: 'role_users' })
  declare users: ManyToMany<typeof User>

  /** Holds every permission, also those that do not exist yet. */
  get isAdministrator() {
    return this.key === ADMINISTRATOR
  }
}
