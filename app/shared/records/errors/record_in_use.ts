import { DomainError } from '#shared/errors/domain_error'

/** The record cannot be deleted because others refer to it. */
export default class RecordInUse extends DomainError {
  static code = 'E_RECORD_IN_USE'
  readonly key = 'errors.record_in_use'

  constructor() {
    super('Other records refer to this one, so it cannot be deleted')
  }
}
