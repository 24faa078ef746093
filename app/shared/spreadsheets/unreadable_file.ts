import { DomainError } from '#shared/errors/domain_error'

/** The file is not what its name says, or is damaged. */
export default class UnreadableFile extends DomainError {
  static code = 'E_UNREADABLE_FILE'
  readonly key = 'errors.unreadable_file'
  readonly field = 'file'

  constructor(
    reason: string,
    readonly values = { reason }
  ) {
    super(`This file cannot be read: ${reason}`)
  }
}
