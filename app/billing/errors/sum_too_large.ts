import { DomainError } from '#shared/errors/domain_error'

/** The reason with which a run itself leaves out charges whose invoice would be too large. */
export const SUM_TOO_LARGE = 'sum_too_large'

/** Together the lines come to more than an amount can hold. */
export default class SumTooLarge extends DomainError {
  static code = 'E_SUM_TOO_LARGE'
  readonly key: string
  readonly values: Record<string, string>

  constructor(currency: string, whole: 'invoice' | 'run' = 'invoice') {
    super(whole === 'invoice' ? `Its lines come to more in ${currency} than an invoice can hold` : `The run comes to more in ${currency} than can be certified; make runs of smaller scope`)
    this.key = `billing.errors.${whole === 'invoice' ? SUM_TOO_LARGE : 'run_too_large'}`
    this.values = { currency }
  }
}
