import { BaseEvent } from '@adonisjs/core/events'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'

/** What whoever grants a warranty needs to know of an accepted registration. */
export interface AcceptedWarranty {
  registrationId: number
  number: string
  productId: number
  itemId: number
  companyId: number
  startsOn: CalendarDate
  /** The registration this one takes the item over from, and from which day on. */
  takesOver: { registrationId: number; on: CalendarDate } | null
}

/** A registration has its item. Listeners write rows through `trx`. */
export default class WarrantyAccepted extends BaseEvent {
  constructor(
    readonly warranty: AcceptedWarranty,
    readonly trx: Trx
  ) {
    super()
  }
}
