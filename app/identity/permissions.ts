export const PERMISSIONS = {
  user: ['view', 'create', 'edit'],
  group: ['view', 'create', 'edit', 'delete'],
  role: ['view', 'create', 'edit', 'delete'],
  token: ['view', 'create', 'revoke'],
  audit: ['view'],
  identity_provider: ['view', 'edit'],
} as const
