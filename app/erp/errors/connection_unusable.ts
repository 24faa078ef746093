import { DomainError } from '#shared/errors/domain_error'

/** The settings were tried and the ERP could not be used with them; nothing was saved. */
export default class ConnectionUnusable extends DomainError {
  static code = 'E_CONNECTION_UNUSABLE'
  readonly key = 'erp.errors.connection_unusable'

  constructor(
    reason: string,
    override readonly field: string | undefined
  ) {
    super(reason)
    this.values = { reason }
  }

  override readonly values: { reason: string }
}
