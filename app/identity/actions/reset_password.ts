import hash from '@adonisjs/core/services/hash'
import type { DateTime } from 'luxon'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import EndSessions from '#identity/actions/end_sessions'
import RecordAudit from '#identity/actions/record_audit'
import ResetLinkSpent from '#identity/errors/reset_link_spent'
import PasswordReset from '#identity/models/password_reset'
import type User from '#identity/models/user'
import { countAttempt, forgiveAttempts } from '#identity/limits'
import { openPasswordReset } from '#identity/queries/open_password_reset'

/**
 * Sets a new password by a link from a mail and ends every session of the person.
 *
 * @throws {ResetLinkSpent}
 */
export default class ResetPassword {
  async handle({ token, password, ip }: { token: string; password: string; ip: string }, at: DateTime = now()) {
    await countAttempt('reset_use_address', ip)
    const hashed = await hash.make(password)

    const user = await within(undefined, async (trx) => {
      const person = await this.#spend(token, at, trx)
      person.password = hashed
      await person.save()
      await new RecordAudit().handle({ kind: 'password.reset', userId: person.id, ip }, trx, at)
      return person
    })

    await forgiveAttempts('sign_in_account', user.email)
    await new EndSessions().handle(user.id)
  }

  /** Of two people with one link only one comes through: the update finds the row unused once. */
  async #spend(token: string, at: DateTime, trx: Trx): Promise<User> {
    const reset = await openPasswordReset(token, at, trx)
    if (!reset?.user.isActive) throw new ResetLinkSpent()

    const spent = await PasswordReset.query({ client: trx })
      .where('id', reset.id)
      .whereNull('usedAt')
      .update({ used_at: sqlInstant(at) })
    if (Number(spent) === 0) throw new ResetLinkSpent()

    await PasswordReset.query({ client: trx })
      .where('userId', reset.userId)
      .whereNull('usedAt')
      .update({ used_at: sqlInstant(at) })
    return reset.user
  }
}
