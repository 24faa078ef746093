export const PERMISSIONS = {
  sync: ['view', 'run', 'repair'],
  erp_connection: ['view', 'edit'],
  posting: ['view', 'decide'],
  sandbox: ['view', 'edit'],
} as const
