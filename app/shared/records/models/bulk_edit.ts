import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export type BulkEditState = 'chosen' | 'running' | 'done' | 'undoing' | 'undone' | 'failed'

/** How long a bulk edit can be taken back. */
export const UNDO_HOURS = 24

/** One value written into one field of many records. */
export default class BulkEdit extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare recordType: string

  @column()
  declare userId: number

  @column()
  declare state: BulkEditState

  @column()
  declare field: string | null

  /** As a form holds it: money and decimals as text. */
  @column({ prepare: (value: unknown) => JSON.stringify(value ?? null), consume: (text: string | null) => (text ? JSON.parse(text) : null) })
  declare value: unknown

  @column()
  declare rowCount: number

  @column()
  declare doneCount: number

  @column()
  declare failure: string | null

  @column.dateTime()
  declare finishedAt: DateTime | null

  @column.dateTime()
  declare undoneAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  get isRunning() {
    return this.state === 'running' || this.state === 'undoing'
  }

  isUndoable(at: DateTime): boolean {
    return this.state === 'done' && this.finishedAt !== null && this.finishedAt.plus({ hours: UNDO_HOURS }) > at
  }
}
