import type { ApprovalState } from '#workflow/rules/approval_course'

/** A step a contract can take from here, and every reason why it cannot now. */
export type ContractStep = 'ask_approval' | 'sign' | 'activate'

export type StepObstacle =
  | 'not_draft'
  | 'no_lines'
  | 'no_flow'
  | 'approval_open'
  | 'approval_given'
  | 'approval_missing'
  | 'approval_refused'
  | 'approval_cancelled'
  | 'signed_already'
  | 'signature_missing'

export interface ContractStanding {
  status: string
  lineCount: number
  /** Who approves, by its model; null when nobody has to. */
  flowId: number | null
  needsSignature: boolean
  signedOn: string | null
  /** Of the newest approval, when one was asked for. */
  approval: ApprovalState | null
}

/** For each step of a contract that is prepared, why it is not possible now; a step without an obstacle is. */
export function obstaclesOf(contract: ContractStanding): Record<ContractStep, StepObstacle[]> {
  const asDraft: StepObstacle[] = contract.status === 'draft' ? [] : ['not_draft']
  const withLines: StepObstacle[] = contract.lineCount > 0 ? [] : ['no_lines']
  const signed: StepObstacle[] = contract.signedOn ? ['signed_already'] : []
  return {
    ask_approval: [...asDraft, ...withLines, ...askingObstacles(contract), ...signed],
    sign: [...asDraft, ...withLines, ...approvalObstacles(contract), ...signed],
    activate: [...asDraft, ...withLines, ...(contract.signedOn ? [] : approvalObstacles(contract)), ...signatureObstacles(contract)],
  }
}

function askingObstacles({ flowId, approval }: ContractStanding): StepObstacle[] {
  if (flowId === null) return ['no_flow']
  if (approval === 'open') return ['approval_open']
  return approval === 'approved' ? ['approval_given'] : []
}

/** What a flow demands before anything else may follow. */
function approvalObstacles({ flowId, approval }: ContractStanding): StepObstacle[] {
  if (flowId === null || approval === 'approved') return []
  return [approval === null ? 'approval_missing' : `approval_${approval}`]
}

function signatureObstacles({ needsSignature, signedOn }: ContractStanding): StepObstacle[] {
  return needsSignature && !signedOn ? ['signature_missing'] : []
}
