import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

/** What a connection's launch accepts: whose tickets, in whose frames, and whether it adds people. */
export default class LaunchSettings extends BaseModel {
  static table = 'launch_settings'

  @column({ isPrimary: true })
  declare connectionId: number

  @column()
  declare issuer: string

  @column({
    prepare: (origins: string[]) => origins.join('\n'),
    consume: (text: string) => text.split('\n').filter(Boolean),
  })
  declare origins: string[]

  @column({ consume: Boolean })
  declare provisions: boolean

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime
}
