import type { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import PasswordReset from '#identity/models/password_reset'
import { resetTokenHash } from '#identity/rules/reset_token'

/** The reset a token still opens, or null when it is unknown, used or too old. */
export async function openPasswordReset(token: string, at: DateTime, trx?: Trx): Promise<PasswordReset | null> {
  return PasswordReset.query({ client: trx })
    .where('tokenHash', resetTokenHash(token))
    .whereNull('usedAt')
    .where('expiresAt', '>', sqlInstant(at))
    .preload('user')
    .first()
}
