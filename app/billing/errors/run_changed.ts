import { DomainError } from '#shared/errors/domain_error'

/** The run is not the one that was looked at when the button was pressed. */
export default class RunChanged extends DomainError {
  static code = 'E_RUN_CHANGED'
  static status = 409
  readonly key = 'billing.errors.run_changed'

  constructor() {
    super('The run has changed since you looked at it; review it again and approve then')
  }
}
