export const PERMISSIONS = {
  ordering_party: ['view', 'create', 'edit'],
} as const
