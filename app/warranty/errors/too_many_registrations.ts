import { DomainError } from '#shared/errors/domain_error'

/** One network address used the public form too often. */
export default class TooManyRegistrations extends DomainError {
  static status = 429
  static code = 'E_TOO_MANY_REGISTRATIONS'
  readonly key = 'warranty.errors.too_many'
  readonly values: { minutes: number }

  constructor(seconds: number) {
    const minutes = Math.max(1, Math.ceil(seconds / 60))
    super(`Too many registrations from here: try again in ${minutes} minutes`)
    this.values = { minutes }
  }
}
