import { DomainError } from '#shared/errors/domain_error'

/** An amount cannot be kept: its currency is unknown or it is larger than any we bill. */
export default class AmountUnreadable extends DomainError {
  static code = 'E_AMOUNT_UNREADABLE'
  readonly key = 'imports.problems.amount'

  constructor(
    readonly field: string,
    text: string,
    readonly values = { text: text.slice(0, 60) }
  ) {
    super(`"${values.text}" is not an amount in a known currency`)
  }
}
