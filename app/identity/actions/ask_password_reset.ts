import { randomBytes } from 'node:crypto'
import type { DateTime } from 'luxon'
import { now } from '#shared/clock'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import PasswordResetAsked from '#identity/events/password_reset_asked'
import PasswordReset from '#identity/models/password_reset'
import User from '#identity/models/user'
import { countAttempt } from '#identity/limits'
import { RESET_VALID_FOR_MINUTES, resetTokenHash } from '#identity/rules/reset_token'

/** Sends a one-time link to an active person; answers nothing, so nobody learns who has an account. */
export default class AskPasswordReset {
  async handle({ email, ip }: { email: string; ip: string }, at: DateTime = now()): Promise<void> {
    const address = email.trim().toLowerCase()
    await countAttempt('reset_address', ip)
    await countAttempt('reset_account', address)

    const token = randomBytes(32).toString('base64url')
    await within(undefined, async (trx) => {
      const user = await User.findBy({ email: address, is_active: true }, { client: trx })
      await new RecordAudit().handle(
        { kind: 'password.reset_asked', userId: user?.id, ip, details: { email: address } },
        trx,
        at
      )
      if (!user) return

      await PasswordReset.create(
        {
          userId: user.id,
          tokenHash: resetTokenHash(token),
          expiresAt: at.plus({ minutes: RESET_VALID_FOR_MINUTES }),
        },
        { client: trx }
      )
      await PasswordResetAsked.dispatch(user, `/password/reset/${token}`, RESET_VALID_FOR_MINUTES, trx)
    })
  }
}
