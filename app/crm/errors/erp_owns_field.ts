import { DomainError } from '#shared/errors/domain_error'

/** The ERP is the master of this field of a company it knows. */
export default class ErpOwnsField extends DomainError {
  static code = 'E_ERP_OWNS_FIELD'
  readonly key = 'crm.errors.erp_owns_field'

  constructor(
    readonly field: string,
    held: string,
    readonly values = { held }
  ) {
    super(`The ERP decides this value ("${held}"); change it there and it comes with the next sync`)
  }
}
