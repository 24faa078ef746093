import { DomainError } from '#shared/errors/domain_error'
import type { StepObstacle } from '#service_contracts/rules/signing/next_steps'

const SENTENCES: Record<StepObstacle, string> = {
  not_draft: 'Only a draft can be approved, signed or activated',
  no_lines: 'A contract without lines cannot be activated; add a line first',
  no_flow: 'No approval is needed: the model names no approval flow',
  approval_open: 'The approval is under way',
  approval_given: 'The approval is given',
  approval_missing: 'The approval has to be asked for first',
  approval_refused: 'The approval was refused; change the contract and ask again',
  approval_cancelled: 'The terms changed after the approval was asked for; ask again',
  signed_already: 'The contract is signed',
  signature_missing: 'The model demands a signed contract before it comes into force',
}

/** A contract cannot take this step yet; the sentence names the first obstacle. */
export default class StepImpossible extends DomainError {
  static code = 'E_CONTRACT_STEP_IMPOSSIBLE'
  readonly key: string

  constructor(readonly obstacles: readonly StepObstacle[]) {
    super(SENTENCES[obstacles[0]])
    this.key = `signing.obstacles.${obstacles[0]}`
  }
}
