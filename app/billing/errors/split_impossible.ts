import { DomainError } from '#shared/errors/domain_error'

/** An invoice is split into two that both have lines. */
export default class SplitImpossible extends DomainError {
  static code = 'E_SPLIT_IMPOSSIBLE'
  readonly key = 'billing.errors.split_impossible'
  readonly field = 'lines'

  constructor() {
    super('Choose at least one line of the invoice and leave at least one on it')
  }
}
