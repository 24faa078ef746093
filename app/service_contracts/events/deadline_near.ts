import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** The notice deadline of a contract comes near. */
export default class DeadlineNear extends BaseEvent {
  constructor(
    readonly contract: { id: number; number: string; company: string; deadlineOn: string },
    readonly trx: Trx
  ) {
    super()
  }
}
