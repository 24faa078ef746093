import { DomainError } from '#shared/errors/domain_error'

/** A run was to be about something that is not there. */
export default class ScopeUnknown extends DomainError {
  static code = 'E_SCOPE_UNKNOWN'
  readonly key = 'billing.errors.scope_unknown'
  readonly values: Record<string, string>

  constructor(part: 'company' | 'site' | 'kind', named: string) {
    super(`There is no ${part} ${named}`)
    this.values = { part, named }
  }
}
