import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** Somebody said that a company is a direct customer, a wholesaler or a reseller. Listeners write rows through `trx`. */
export default class CompanyClassified extends BaseEvent {
  constructor(
    readonly companyId: number,
    readonly nature: string,
    readonly trx: Trx
  ) {
    super()
  }
}
