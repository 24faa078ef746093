import { DomainError } from '#shared/errors/domain_error'
import type { RunStatus } from '#billing/rules/run_status'

/** The run is in a status from which the asked step is not possible. */
export default class RunNotMovable extends DomainError {
  static code = 'E_RUN_NOT_MOVABLE'
  readonly key: string

  constructor(from: RunStatus, to: RunStatus) {
    super(`A run that is ${from} cannot become ${to}`)
    this.key = `billing.errors.run_is_${from}`
  }
}
