import { DomainError } from '#shared/errors/domain_error'

/** Says the same for an unknown address, a wrong password and a closed account. */
export default class SignInRefused extends DomainError {
  static code = 'E_SIGN_IN_REFUSED'
  readonly key = 'identity.errors.sign_in_refused'

  constructor() {
    super('The address and the password do not belong together')
  }
}
