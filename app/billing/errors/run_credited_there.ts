import { DomainError } from '#shared/errors/domain_error'

/** Somebody credited in the ERP what this run would credit as well. */
export default class RunCreditedThere extends DomainError {
  static code = 'E_RUN_CREDITED_THERE'
  static status = 409
  readonly key = 'billing.errors.run_credited_there'

  constructor() {
    super('Something that this run credits was credited in the ERP meanwhile; compute the run again')
  }
}
