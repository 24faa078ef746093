import { DomainError } from '#shared/errors/domain_error'

export default class TooManyAttempts extends DomainError {
  static status = 429
  static code = 'E_TOO_MANY_ATTEMPTS'
  readonly key = 'identity.errors.too_many_attempts'
  readonly values: { minutes: number }

  constructor(seconds: number) {
    const minutes = Math.max(1, Math.ceil(seconds / 60))
    super(`Too many attempts: try again in ${minutes} minutes`)
    this.values = { minutes }
  }
}
