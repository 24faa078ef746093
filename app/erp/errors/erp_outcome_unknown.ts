import { ErpError } from '#erp/errors/erp_error'

/** The call may have been carried out: look before sending it again. */
export default class ErpOutcomeUnknown extends ErpError {
  override readonly name = 'ErpOutcomeUnknown'
  readonly kind = 'outcome_unknown'
}
