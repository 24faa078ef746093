import { BaseEvent } from '@adonisjs/core/events'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'

/** A warranty claim was settled by another item in place of the faulty one. Listeners write rows through `trx`. */
export default class ItemReplaced extends BaseEvent {
  constructor(
    readonly replaced: { itemId: number; replacementId: number; on: CalendarDate },
    readonly trx: Trx
  ) {
    super()
  }
}
