import { ErpError } from '#erp/errors/erp_error'

/** The answer is not what the ERP's protocol promises, and nothing was changed. */
export default class ErpGibberish extends ErpError {
  override readonly name = 'ErpGibberish'
  readonly kind = 'gibberish'
}
