import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { Reach } from '#shared/actor'

export default class RolePermission extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare roleId: number

  @column()
  declare resource: string

  @column()
  declare action: string

  @column()
  declare reach: Exclude<Reach, 'none'>
}
