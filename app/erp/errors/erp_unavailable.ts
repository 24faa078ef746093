import { ErpError } from '#erp/errors/erp_error'

/** Nothing was done and the same call may succeed later, at the earliest after `retryAfterSeconds`. */
export default class ErpUnavailable extends ErpError {
  override readonly name = 'ErpUnavailable'
  readonly kind = 'unavailable'

  constructor(
    message: string,
    readonly retryAfterSeconds = 0
  ) {
    super(message)
  }
}
