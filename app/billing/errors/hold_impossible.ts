import { DomainError } from '#shared/errors/domain_error'

/** A hold has to end on a day to come. */
export default class HoldImpossible extends DomainError {
  static code = 'E_HOLD_IMPOSSIBLE'
  readonly key = 'billing.errors.hold_until_past'
  readonly field = 'held_until'

  constructor() {
    super('The day until which it is held must lie ahead')
  }
}
