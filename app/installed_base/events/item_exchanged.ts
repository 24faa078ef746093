import { BaseEvent } from '@adonisjs/core/events'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'

/** The whole of an item was exchanged for another. Listeners write rows through `trx`. */
export default class ItemExchanged extends BaseEvent {
  constructor(
    readonly exchanged: { itemId: number; replacementId: number; on: CalendarDate },
    readonly trx: Trx
  ) {
    super()
  }
}
