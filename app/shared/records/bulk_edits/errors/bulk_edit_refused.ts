import { DomainError } from '#shared/errors/domain_error'

/** A bulk edit cannot be done as it is asked for. */
export default class BulkEditRefused extends DomainError {
  static code = 'E_BULK_EDIT_REFUSED'
  readonly key: string

  constructor(
    reason: 'nothing_chosen' | 'too_many' | 'not_now' | 'too_late' | 'no_value',
    readonly values: Record<string, number> = {}
  ) {
    super(`The bulk edit was refused: ${reason.replaceAll('_', ' ')}`)
    this.key = `bulk.refused.${reason}`
  }
}
