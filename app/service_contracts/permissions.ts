export const PERMISSIONS = {
  revaluation: ['view', 'run', 'decide', 'approve'],
  coverage_decision: ['reserve', 'settle'],
  contract_renewal: ['view', 'decide', 'configure'],
  contract_notice: ['record', 'withdraw', 'override'],
  contract_letter: ['view', 'write', 'send', 'configure'],
} as const
