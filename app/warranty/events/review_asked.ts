import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** A registration waits for a person's decision. Listeners write rows through `trx`. */
export default class ReviewAsked extends BaseEvent {
  constructor(
    readonly registration: { id: number; number: string; serial: string; madeById: number | null },
    readonly trx: Trx
  ) {
    super()
  }
}
