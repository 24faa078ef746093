import hash from '@adonisjs/core/services/hash'
import { within } from '#shared/database/transaction'
import EndSessions from '#identity/actions/end_sessions'
import RecordAudit from '#identity/actions/record_audit'
import WrongPassword from '#identity/errors/wrong_password'
import User from '#identity/models/user'
import { countAttempt, forgiveAttempts } from '#identity/limits'

interface PasswordChange {
  userId: number
  current: string
  next: string
  ip: string
  sessionId: string
}

/**
 * Changes one's own password and ends one's other sessions.
 *
 * @throws {WrongPassword}
 */
export default class ChangePassword {
  async handle({ userId, current, next, ip, sessionId }: PasswordChange): Promise<void> {
    const user = await User.findOrFail(userId)
    await countAttempt('sign_in_account', user.email)
    if (!user.password || !(await hash.verify(user.password, current))) throw new WrongPassword()

    await forgiveAttempts('sign_in_account', user.email)
    const hashed = await hash.make(next)
    await within(undefined, async (trx) => {
      user.useTransaction(trx)
      user.password = hashed
      await user.save()
      await new RecordAudit().handle({ kind: 'password.changed', userId, ip }, trx)
    })
    await new EndSessions().handle(userId, sessionId)
  }
}
