import { DomainError } from '#shared/errors/domain_error'

/** Another process is computing the open run right now. */
export default class RunBeingComputed extends DomainError {
  static code = 'E_RUN_BEING_COMPUTED'
  readonly key = 'billing.errors.run_being_computed'

  constructor() {
    super('The billing run is being computed at this moment; wait until it has ended')
  }
}
