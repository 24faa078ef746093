import { DomainError } from '#shared/errors/domain_error'
import type { LastObstacle } from '#service_contracts/rules/signing/last_steps'

const SENTENCES: Record<LastObstacle, string> = {
  not_draft: 'Only a draft can be cancelled; a contract in force is terminated',
  approval_open: 'The approval is under way: take the request back first',
  points_held: 'Points were given to it: correct them to nothing first',
  not_ended: 'Only a contract that has ended can be closed',
  to_be_billed: 'Something of it is still to be billed or credited',
  alerts_open: 'Alerts of it are not settled yet',
  not_closed: 'Only a closed contract can be opened again',
}

/** A contract cannot be cancelled, closed or opened again yet; the sentence names the first obstacle. */
export default class LastStepImpossible extends DomainError {
  static code = 'E_CONTRACT_LAST_STEP_IMPOSSIBLE'
  readonly key: string

  constructor(readonly obstacles: readonly LastObstacle[]) {
    super(SENTENCES[obstacles[0]])
    this.key = `signing.last.obstacles.${obstacles[0]}`
  }
}
