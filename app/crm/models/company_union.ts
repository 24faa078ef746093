import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

type Row = Record<string, unknown>

/** Rows of one table whose column named the company that went. */
export interface MovedRows {
  table: string
  column: string
  ids: number[]
}

const json = { prepare: (value: unknown) => JSON.stringify(value), consume: (text: string) => JSON.parse(text) }

/** How two companies became one, so that it can be taken back. */
export default class CompanyUnion extends BaseModel {
  static table = 'company_unions'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare proposalId: number

  @column()
  declare survivorId: number

  @column()
  declare absorbedId: number

  /** The company that went, as it was. */
  @column(json)
  declare absorbed: Row

  @column(json)
  declare moved: MovedRows[]

  /** What the survivor had already, such as a place on the same list. */
  @column(json)
  declare dropped: { table: string; row: Row }[]

  /** For each column the survivor took over, the value before and the value after. */
  @column(json)
  declare taken: Record<string, [unknown, unknown]>

  /** Other proposals about the prospect that this one decided. */
  @column(json)
  declare reopens: number[]

  @column.dateTime()
  declare madeAt: DateTime

  @column.dateTime()
  declare undoneAt: DateTime | null

  @column()
  declare undoneByName: string | null

  @column()
  declare undoneBecause: string | null
}
