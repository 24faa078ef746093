import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  month_not_over: 'The month is not over yet',
  month_closed_already: 'The month is closed already',
  month_left_unbilled: 'Something of the month, or of one before it, is neither billed, held nor left out',
  month_cannot_compute: 'Something cannot be computed; put that right first',
  month_not_closed: 'The month is open',
} as const

/** A month is closed once it is over and nothing of it is left unbilled. */
export default class MonthNotClosable extends DomainError {
  static code = 'E_MONTH_NOT_CLOSABLE'
  static status = 409
  readonly key: string

  constructor(why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
    this.key = `billing.errors.${why}`
  }
}
