import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  period_count: 'A period counts 1 to 120 units',
  duration: 'A contract lasts 0 (without end) to 1200 months',
  free_days: 'Free days are 0 to 3660',
  free_periods: 'Free periods are 0 to 120',
  minimum: 'A minimum is an amount above nothing, such as 25.00',
  anchor_day: 'The day of the month is 1 to 31',
} as const

/** A billing policy that could never be billed. */
export default class PolicyImpossible extends DomainError {
  static code = 'E_POLICY_IMPOSSIBLE'
  readonly key: string

  constructor(
    readonly field: string,
    sentence: keyof typeof SENTENCES
  ) {
    super(SENTENCES[sentence])
    this.key = `service_contracts.errors.${sentence}`
  }
}
