import type { DateTime } from 'luxon'
import { BaseModel, beforeDelete, beforeUpdate, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#identity/models/user'

export default class AuditEvent extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column.dateTime()
  declare at: DateTime

  @column()
  declare userId: number | null

  /** What happened, such as `sign_in.failed`. */
  @column()
  declare kind: string

  @column()
  declare subjectType: string | null

  @column()
  declare subjectId: string | null

  @column()
  declare ip: string | null

  @column({
    prepare: (details: object | null) => details && JSON.stringify(details),
    consume: (text: string | null) => text && JSON.parse(text),
  })
  declare details: Record<string, unknown> | null

  /** The details on one line, as they were written. */
  get summary(): string {
    const entries = Object.entries(this.details ?? {})
    return entries.map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`).join(' · ')
  }

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  @beforeUpdate()
  @beforeDelete()
  static refuse() {
    throw new Error('The audit trail is only ever added to')
  }
}
