import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** The last day of some loans is over and nobody was told yet. Listeners write rows through `trx`. */
export default class LoansOverdue extends BaseEvent {
  constructor(
    readonly count: number,
    readonly href: string,
    readonly trx: Trx
  ) {
    super()
  }
}
