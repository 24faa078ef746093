import { DomainError } from '#shared/errors/domain_error'

/** A run whose invoices contradict its charges; it must be computed again before anybody approves it. */
export default class RunUnsound extends DomainError {
  static code = 'E_RUN_UNSOUND'
  readonly key = 'billing.errors.run_unsound'
  readonly values: Record<string, string>

  constructor(check: string, offenders: number[]) {
    super(`The run does not hold together (${check}: ${offenders.join(', ')}); compute it again`)
    this.values = { check, offenders: offenders.join(', ') }
  }
}
