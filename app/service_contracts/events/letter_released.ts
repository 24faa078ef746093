import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'

/** A letter is to leave by mail. Listeners run in the transaction that marks it as such. */
export default class LetterReleased extends BaseEvent {
  constructor(
    readonly letter: { id: number; to: string; locale: string; subject: string; text: string },
    readonly trx: Trx
  ) {
    super()
  }
}
