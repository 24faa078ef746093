import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  month: 'A month is written YYYY-MM, such as 2026-11',
  not_positive: 'An index is greater than zero',
  value_known: 'This index has a value of this kind for this month already; change that one',
  pct_needed: 'A revaluation by a percentage needs the percentage',
  share: 'A share is a number from 0 to 1',
  shares: 'The fixed share and the weights of the indices add up to more than 1',
  no_index: 'This formula has no index yet; give it one, with its weight',
  unfinished: 'The fixed share and the weights of this formula do not add up to 1 yet',
  nothing_to_choose: 'This policy needs two indices, or an index and a percentage, to choose from',
  floor_above_cap: 'The floor lies above the cap',
  rhythm: 'At least one month lies between two revaluations',
  run_open: 'Another revaluation is being reviewed; approve it or discard it first',
  run_closed: 'This revaluation was decided already',
  run_changed: 'The revaluation has changed since you looked at it; review it again and approve then',
  own_approval: 'Whoever computed a revaluation may not approve it; somebody else has to approve',
  not_proposed: 'This line is not proposed, so there is nothing to decide',
  not_applied: 'Only a revaluation that was applied can be taken back',
} as const

export type IndexationRefusal = keyof typeof SENTENCES

/** What was asked of an index, a revaluation policy or a revaluation is not possible. */
export default class IndexationImpossible extends DomainError {
  static code = 'E_INDEXATION_IMPOSSIBLE'
  readonly key: string

  constructor(
    readonly field: string | undefined,
    refusal: IndexationRefusal
  ) {
    super(SENTENCES[refusal])
    this.key = `service_contracts.indexation_errors.${refusal}`
  }
}
