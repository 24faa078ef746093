import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  target: 'Write working time such as 30 min, 4 h or 1 h 30 min',
  no_targets: 'A service level without any target promises nothing: enter at least one',
  never_opens: 'This calendar never opens, so no time would pass in it',
  off: 'This service level is not in use any more',
  outside: 'The day lies outside the contract',
  same: 'The contract has exactly these targets on that day already',
  signed: 'The draft is signed: its service level changes once the contract is in force',
} as const

/** What was asked of a service level, or of the one of a contract, is not possible. */
export default class ServiceLevelImpossible extends DomainError {
  static code = 'E_SERVICE_LEVEL_IMPOSSIBLE'
  readonly key: string

  constructor(
    readonly field: string | undefined,
    refusal: keyof typeof SENTENCES
  ) {
    super(SENTENCES[refusal])
    this.key = `service_levels.refusals.${refusal}`
  }
}
