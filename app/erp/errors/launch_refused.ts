import type { JwsFault } from '#erp/rules/compact_jws'
import type { TicketFault } from '#erp/rules/launch_ticket'
import { DomainError } from '#shared/errors/domain_error'

export type LaunchFault =
  | JwsFault
  | TicketFault
  | 'key_ended'
  | 'switched_off'
  | 'replayed'
  | 'user_unknown'
  | 'user_inactive'
  | 'email_taken'
  | 'record_unknown'
  | 'erp_silent'

/** A ticket from the ERP opens nothing. */
export default class LaunchRefused extends DomainError {
  static code = 'E_LAUNCH_REFUSED'
  static override status = 403
  readonly key: string

  constructor(
    readonly fault: LaunchFault,
    readonly known: { connectionId?: number; connection?: string; erpUser?: string; userId?: number; entity?: string; record?: string } = {}
  ) {
    super(`The ticket was refused: ${fault}`, { status: 403 })
    this.key = `launch.faults.${fault}`
  }
}
