import { DomainError } from '#shared/errors/domain_error'
import type { ConnectionFault } from '#erp/rules/connection_fault'

/** The settings were tried and the ERP could not be used with them; nothing was saved. */
export default class ConnectionUnusable extends DomainError {
  static code = 'E_CONNECTION_UNUSABLE'
  readonly key: string
  override readonly values: { reason: string }
  override readonly field?: string

  constructor(fault: ConnectionFault, reason: string, setting: string | null) {
    super(reason)
    this.key = `erp.faults.${fault}`
    this.values = { reason }
    this.field = setting === null ? undefined : `setting_${setting}`
  }
}
