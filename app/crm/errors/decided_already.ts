import { DomainError } from '#shared/errors/domain_error'

/** Somebody has decided in the meantime, or what was to be decided is no longer there. */
export default class DecidedAlready extends DomainError {
  static code = 'E_DECIDED_ALREADY'
  readonly key = 'bindings.errors.decided_already'

  constructor() {
    super('This has been decided already')
  }
}
