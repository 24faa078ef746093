import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { LineOrder } from '#billing/queries/certified_lines'
import type { RunCheck } from '#billing/queries/run_checks'
import type { ControlTotal } from '#billing/rules/certificate'

const json = { prepare: (value: unknown) => JSON.stringify(value), consume: (text: string) => JSON.parse(text) }

/** What was approved: hashes of the inputs and lines, control totals and what was checked. Never changed. */
export default class BillingCertificate extends BaseModel {
  static table = 'billing_certificates'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare billingRunId: number

  @column()
  declare number: string

  @column()
  declare lineOrder: LineOrder

  @column()
  declare rulesVersion: string

  @column()
  declare inputHash: string

  @column()
  declare lineHash: string

  @column()
  declare lineCount: number

  @column(json)
  declare totals: ControlTotal[]

  @column(json)
  declare checks: RunCheck[]

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime
}
