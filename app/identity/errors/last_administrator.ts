import { DomainError } from '#shared/errors/domain_error'

export default class LastAdministrator extends DomainError {
  static code = 'E_LAST_ADMINISTRATOR'
  readonly key = 'identity.errors.last_administrator'

  constructor() {
    super('Nobody active would be left who holds the administrator role')
  }
}
