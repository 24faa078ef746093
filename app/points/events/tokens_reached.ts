import { BaseEvent } from '@adonisjs/core/events'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'

/** A company has the tokens of a contract, and gave them for it. Listeners write rows through `trx`. */
export default class TokensReached extends BaseEvent {
  constructor(
    readonly crossing: { id: number; no: number; companyId: number; modelId: number; currency: string; on: CalendarDate },
    readonly trx: Trx
  ) {
    super()
  }
}
