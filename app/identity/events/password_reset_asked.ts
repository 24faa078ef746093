import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'
import type User from '#identity/models/user'

/**
 * Dispatched inside the transaction that stores the reset. Listeners may write rows
 * through `trx`; they must not call the network.
 */
export default class PasswordResetAsked extends BaseEvent {
  constructor(
    readonly user: User,
    /** Where the one-time link leads, from the root of this site. */
    readonly path: string,
    readonly validForMinutes: number,
    readonly trx: Trx
  ) {
    super()
  }
}
