import { DomainError } from '#shared/errors/domain_error'

export default class RoleInUse extends DomainError {
  static code = 'E_ROLE_IN_USE'
  readonly key = 'identity.errors.role_in_use'
  readonly values: { people: number }

  constructor(people: number) {
    super(`${people} people still hold this role`)
    this.values = { people }
  }
}
