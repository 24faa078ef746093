import { DomainError } from '#shared/errors/domain_error'

/** A reference names a record that does not exist or that the person may not see. */
export default class ReferenceUnknown extends DomainError {
  static code = 'E_REFERENCE_UNKNOWN'
  readonly key = 'errors.reference_unknown'

  constructor(
    readonly field: string,
    id: unknown,
    readonly values = { id: String(id) }
  ) {
    super(`There is no record ${id} to refer to; choose another one`)
  }
}
