import hash from '@adonisjs/core/services/hash'
import RecordAudit from '#identity/actions/record_audit'
import SignInRefused from '#identity/errors/sign_in_refused'
import TooManyAttempts from '#identity/errors/too_many_attempts'
import User from '#identity/models/user'
import { countAttempt, forgiveAttempt, forgiveAttempts } from '#identity/limits'

/**
 * Finds the active person an address and a password belong to. Attempts are counted per
 * account and per network address before the password is looked at.
 *
 * @throws {SignInRefused}
 * @throws {TooManyAttempts}
 */
export default class SignIn {
  async handle({ email, password, ip }: { email: string; password: string; ip: string }): Promise<User> {
    const address = email.trim().toLowerCase()
    await this.#count(address, ip)

    const user = await User.findBy('email', address)
    const matches = await this.#matches(user, password)
    if (!user || !matches || !user.isActive) {
      await this.#record('sign_in.failed', user, address, ip)
      throw new SignInRefused()
    }

    await forgiveAttempts('sign_in_account', address)
    await forgiveAttempt('sign_in_address', ip)
    await this.#record('sign_in.ok', user, address, ip)
    return user
  }

  async #count(address: string, ip: string) {
    try {
      await countAttempt('sign_in_address', ip)
      await countAttempt('sign_in_account', address)
    } catch (error) {
      if (error instanceof TooManyAttempts) await this.#record('sign_in.locked', null, address, ip)
      throw error
    }
  }

  /** Takes as long for an unknown address as for a known one. */
  async #matches(user: User | null, password: string): Promise<boolean> {
    if (user?.password) return hash.verify(user.password, password)

    await hash.make(password)
    return false
  }

  #record(kind: string, user: User | null, address: string, ip: string) {
    return new RecordAudit().handle({ kind, userId: user?.id, ip, details: { email: address } })
  }
}
