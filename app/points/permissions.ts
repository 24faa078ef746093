export const PERMISSIONS = {
  point_ledger: ['view', 'open', 'consume', 'correct', 'reverse'],
  point_liability: ['view'],
} as const
