import { DomainError } from '#shared/errors/domain_error'

export default class WrongPassword extends DomainError {
  static code = 'E_WRONG_PASSWORD'
  readonly key = 'identity.errors.wrong_password'
  readonly field = 'current_password'

  constructor() {
    super('This is not your present password')
  }
}
