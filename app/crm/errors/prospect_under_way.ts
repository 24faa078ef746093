import { DomainError } from '#shared/errors/domain_error'

/** The prospect is on its way into the ERP, where it would become another customer. */
export default class ProspectUnderWay extends DomainError {
  static code = 'E_PROSPECT_UNDER_WAY'
  readonly key = 'bindings.errors.prospect_under_way'

  constructor() {
    super('This prospect is on its way into the ERP; settle that first among the customers going out')
  }
}
