import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** A service request was given to somebody by somebody else. Listeners write rows through `trx`. */
export default class RequestAssigned extends BaseEvent {
  constructor(
    readonly request: { id: number; number: string; subject: string; assigneeId: number },
    readonly trx: Trx
  ) {
    super()
  }
}
