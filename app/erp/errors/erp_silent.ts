import { DomainError } from '#shared/errors/domain_error'

/** Somebody wants something from the ERP at once, and it does not answer. */
export default class ErpSilent extends DomainError {
  static code = 'E_ERP_SILENT'
  readonly key = 'bindings.errors.erp_silent'
  override readonly values: { reason: string }

  constructor(reason: string) {
    super(reason)
    this.values = { reason }
  }
}
