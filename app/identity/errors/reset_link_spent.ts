import { DomainError } from '#shared/errors/domain_error'

export default class ResetLinkSpent extends DomainError {
  static code = 'E_RESET_LINK_SPENT'
  readonly key = 'identity.errors.reset_link_spent'

  constructor() {
    super('This link was used before or is older than an hour')
  }
}
