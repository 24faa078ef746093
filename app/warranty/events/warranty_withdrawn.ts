import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** An accepted registration was taken back, as if it had never been. Listeners write rows through `trx`. */
export default class WarrantyWithdrawn extends BaseEvent {
  constructor(
    readonly registrationId: number,
    readonly trx: Trx
  ) {
    super()
  }
}
