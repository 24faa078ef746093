import { DomainError } from '#shared/errors/domain_error'

/** The record was changed after the change that is to be taken back, so it stays as it is. */
export default class RecordTouched extends DomainError {
  static code = 'E_RECORD_TOUCHED'
  readonly key = 'imports.problems.touched'

  constructor() {
    super('This record was changed afterwards, so it stays as it is')
  }
}
