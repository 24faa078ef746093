import { DomainError } from '#shared/errors/domain_error'

/** Somebody asked for the approval of the run, and it is being hashed and certified right now. */
export default class RunBeingApproved extends DomainError {
  static code = 'E_RUN_BEING_APPROVED'
  readonly key = 'billing.errors.run_is_approving'

  constructor() {
    super('The run is being approved at this moment; wait until it has ended')
  }
}
