import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

export interface ReminderLetter {
  reminderId: number
  to: string
  locale: string
  values: Record<string, string | number>
}

/** A customer is reminded of late invoices; announced in the transaction that keeps the reminder. */
export default class ReminderMade extends BaseEvent {
  constructor(
    readonly letter: ReminderLetter,
    readonly trx: Trx
  ) {
    super()
  }
}
