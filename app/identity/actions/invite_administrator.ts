import { randomBytes } from 'node:crypto'
import type { DateTime } from 'luxon'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import PasswordReset from '#identity/models/password_reset'
import Role from '#identity/models/role'
import User from '#identity/models/user'
import { lockAdministrators } from '#identity/queries/administrators'
import { ADMINISTRATOR } from '#identity/rules/administrators'
import { RESET_VALID_FOR_MINUTES, resetTokenHash } from '#identity/rules/reset_token'

export interface Invitation {
  email: string
  /** Used for a person who is not there yet. */
  fullName: string
}

/**
 * Makes a person an administrator, adding them when they are not there, and answers the path
 * of a one-time link for their password. For whoever runs the house: the first
 * administrator has nobody who could add them, and a locked-out one no mail that arrives.
 */
export default class InviteAdministrator {
  async handle({ email, fullName }: Invitation, at: DateTime = now()): Promise<{ path: string; isNew: boolean }> {
    const address = email.trim().toLowerCase()
    const token = randomBytes(32).toString('base64url')

    return within(undefined, async (trx) => {
      await lockAdministrators(trx)
      const known = await User.findBy({ email: address }, { client: trx })
      const user = known ?? (await this.#add(address, fullName, trx))
      await this.#letIn(user, trx)

      await PasswordReset.create(
        { userId: user.id, tokenHash: resetTokenHash(token), expiresAt: at.plus({ minutes: RESET_VALID_FOR_MINUTES }) },
        { client: trx }
      )
      const entry = { kind: 'password.reset_asked', subjectType: 'user', subjectId: user.id, details: { email: address } }
      await new RecordAudit().handle(entry, trx, at)
      return { path: `/password/reset/${token}`, isNew: known === null }
    })
  }

  async #add(email: string, fullName: string, trx: Trx): Promise<User> {
    const looks = { locale: 'en', timeZone: 'UTC', theme: 'system', density: 'normal', isActive: true } as const
    const user = await User.create({ email, fullName, ...looks }, { client: trx })
    const entry = { kind: 'user.created', subjectType: 'user', subjectId: user.id, details: { email } }
    await new RecordAudit().handle(entry, trx)
    return user
  }

  async #letIn(user: User, trx: Trx): Promise<void> {
    user.useTransaction(trx)
    await user.merge({ isActive: true }).save()
    const role = await Role.query({ client: trx }).where('key', ADMINISTRATOR).firstOrFail()
    await user.related('roles').sync([role.id], false, trx)
  }
}
