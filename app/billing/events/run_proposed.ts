import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'
import type BillingRun from '#billing/models/billing_run'

/** A run has been computed and waits for its approval. Listeners write rows through `trx`. */
export default class RunProposed extends BaseEvent {
  constructor(
    readonly run: BillingRun,
    readonly trx: Trx
  ) {
    super()
  }
}
