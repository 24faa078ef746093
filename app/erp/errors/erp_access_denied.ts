import { ErpError } from '#erp/errors/erp_error'

/** The ERP does not know the user, or does not let the user do this: a person changes settings or rights. */
export default class ErpAccessDenied extends ErpError {
  override readonly name = 'ErpAccessDenied'
  readonly kind = 'access_denied'
}
