import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** Companies hold something that the ERP has to be told. Listeners write rows through `trx`. */
export default class CompanyDeparted extends BaseEvent {
  constructor(
    readonly companyIds: number[],
    readonly trx: Trx
  ) {
    super()
  }
}
