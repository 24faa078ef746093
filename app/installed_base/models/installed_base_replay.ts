import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { Difference } from '#installed_base/rules/replay_difference'

/** One comparison of the installed base with the documents and events it comes from. */
export default class InstalledBaseReplay extends BaseModel {
  static table = 'installed_base_replays'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare state: 'waiting' | 'running' | 'done' | 'failed'

  @column({ consume: Boolean })
  declare isRepairing: boolean

  @column()
  declare userId: number | null

  @column()
  declare userName: string | null

  @column()
  declare documentCount: number

  @column()
  declare itemCount: number

  @column()
  declare differenceCount: number

  @column({ prepare: (list: unknown) => JSON.stringify(list), consume: (text: string) => JSON.parse(text) })
  declare differences: Difference[]

  @column.dateTime()
  declare startedAt: DateTime

  @column.dateTime()
  declare finishedAt: DateTime | null

  get isOver(): boolean {
    return this.state === 'done' || this.state === 'failed'
  }
}
