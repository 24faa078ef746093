import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { ImportMapping } from '#shared/records/imports/rules/import_mapping'

export type ImportState = 'reading' | 'mapping' | 'checking' | 'checked' | 'writing' | 'written' | 'reverting' | 'reverted' | 'failed'

const json = { prepare: (value: unknown) => (value === null ? null : JSON.stringify(value)), consume: (text: string | null) => text && JSON.parse(text) }

/** One file that somebody brings in: first read, then mapped, checked without writing, written, and perhaps reverted. */
export default class Import extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare recordType: string

  @column()
  declare userId: number

  @column()
  declare state: ImportState

  @column()
  declare fileName: string

  @column()
  declare format: 'csv' | 'xlsx'

  @column(json)
  declare headings: string[]

  @column(json)
  declare mapping: ImportMapping | null

  @column()
  declare rowCount: number

  /** Rows the step that is running has dealt with. */
  @column()
  declare doneCount: number

  @column()
  declare failure: string | null

  @column.dateTime()
  declare checkedAt: DateTime | null

  @column.dateTime()
  declare writtenAt: DateTime | null

  @column.dateTime()
  declare revertedAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime

  get isRunning() {
    return ['checking', 'writing', 'reverting'].includes(this.state)
  }
}
