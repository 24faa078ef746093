export const PERMISSIONS = {
  sync: ['view', 'run', 'repair'],
  erp_connection: ['view', 'edit'],
  posting: ['view', 'decide'],
  launch_key: ['view', 'edit'],
  webhook: ['view', 'edit', 'retry'],
  reconciliation: ['view'],
  sandbox: ['view', 'edit'],
} as const
