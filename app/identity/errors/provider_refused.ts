import { DomainError } from '#shared/errors/domain_error'

export type ProviderFault =
  | 'provider_unknown'
  | 'target_foreign'
  | 'provider_silent'
  | 'provider_said_no'
  | 'attempt_unknown'
  | 'answer_refused'
  | 'user_unknown'
  | 'user_inactive'
  | 'email_taken'

/** What a provider says signs nobody in. */
export default class ProviderRefused extends DomainError {
  static code = 'E_PROVIDER_REFUSED'
  static override status = 403
  readonly key: string

  constructor(
    readonly fault: ProviderFault,
    /** For the audit trail, not for the person. */
    readonly known: { providerId?: number; provider?: string; subject?: string; userId?: number; reason?: string } = {}
  ) {
    super(`The sign-in was refused: ${fault}`, { status: 403 })
    this.key = `provider.faults.${fault}`
  }
}
