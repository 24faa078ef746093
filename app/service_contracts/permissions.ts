export const PERMISSIONS = {
  revaluation: ['view', 'run', 'decide', 'approve'],
  coverage_decision: ['reserve', 'settle'],
} as const
