import { DomainError } from '#shared/errors/domain_error'

/** What the run would bill was changed or withdrawn since it was computed. */
export default class SourceChanged extends DomainError {
  static code = 'E_SOURCE_CHANGED'
  readonly key = 'billing.errors.source_changed'
  readonly values: Record<string, string>

  constructor(descriptions: string[]) {
    const what = descriptions.slice(0, 3).join('; ')
    super(`Changed since the run was computed: ${what}. Compute the run again.`)
    this.values = { what }
  }
}
