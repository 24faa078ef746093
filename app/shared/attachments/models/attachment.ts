import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

/**
 * A file kept with a record. Files of one kind and title are versions of one document;
 * what they hold stands in `stored_files`, once for equal contents.
 */
export default class Attachment extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare recordType: string

  @column()
  declare recordId: number

  @column()
  declare kind: string

  @column()
  declare title: string

  @column()
  declare version: number

  @column()
  declare fileName: string

  @column()
  declare mediaType: string

  @column()
  declare byteSize: number

  @column()
  declare storedFileId: number

  @column()
  declare uploadedById: number | null

  @column()
  declare uploadedByName: string | null

  /** From then on neither removed nor followed by another version. */
  @column.dateTime()
  declare lockedAt: DateTime | null

  @column.dateTime()
  declare removedAt: DateTime | null

  @column()
  declare removedById: number | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime
}
