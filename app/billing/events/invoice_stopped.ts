import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** The ERP refused an invoice, or it is held for a person. Listeners write rows through `trx`. */
export default class InvoiceStopped extends BaseEvent {
  constructor(
    readonly invoiceId: number,
    readonly reason: string,
    readonly trx: Trx
  ) {
    super()
  }
}
