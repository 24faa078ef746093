import { DomainError } from '#shared/errors/domain_error'

/** The person who made the run may not approve it. */
export default class OwnApproval extends DomainError {
  static code = 'E_OWN_APPROVAL'
  readonly key = 'billing.errors.own_approval'

  constructor() {
    super('You made this run, so somebody else has to approve it')
  }
}
