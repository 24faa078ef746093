export const PERMISSIONS = {
  coverage_decision: ['reserve', 'settle'],
} as const
