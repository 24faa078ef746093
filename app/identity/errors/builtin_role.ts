import { DomainError } from '#shared/errors/domain_error'

export default class BuiltinRole extends DomainError {
  static code = 'E_BUILTIN_ROLE'
  readonly key = 'identity.errors.builtin_role'

  constructor() {
    super('A built-in role cannot be removed, and the administrator role cannot be changed')
  }
}
