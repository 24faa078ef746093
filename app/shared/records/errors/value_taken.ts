import { DomainError } from '#shared/errors/domain_error'

/** Another record already holds a value that may exist only once. */
export default class ValueTaken extends DomainError {
  static code = 'E_VALUE_TAKEN'
  readonly key = 'errors.value_taken'

  constructor(
    readonly field: string,
    value: unknown,
    readonly values = { value: String(value) }
  ) {
    super(`"${value}" is already used by another record`)
  }
}
