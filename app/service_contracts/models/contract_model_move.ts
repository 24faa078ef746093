import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface MoveRefusal {
  contractId: number
  number: string
  message: string
}

/** One move of the contracts of a model to its newest version, contract by contract. */
export default class ContractModelMove extends BaseModel {
  static table = 'contract_model_moves'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare contractModelId: number

  @column()
  declare contractModelVersionId: number

  @column()
  declare holdsFrom: CalendarDate

  @column()
  declare state: 'running' | 'done'

  /** The model while this move is under way. */
  @column()
  declare openKey: number | null

  @column()
  declare total: number

  @column()
  declare moved: number

  /** Contracts that could not be billed with the new terms and stay as they were. */
  @column()
  declare kept: number

  @column()
  declare lastContractId: number

  @column({ prepare: (value) => JSON.stringify(value), consume: (value) => JSON.parse(value ?? '[]') })
  declare refusals: MoveRefusal[]

  @column()
  declare userId: number

  @column()
  declare userName: string

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime
}
