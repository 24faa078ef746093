import { DomainError } from '#shared/errors/domain_error'

export default class EmailTaken extends DomainError {
  static code = 'E_EMAIL_TAKEN'
  readonly key = 'identity.errors.email_taken'
  readonly field = 'email'
  readonly values: { email: string }

  constructor(email: string) {
    super(`Somebody else already signs in as ${email}`)
    this.values = { email }
  }
}
