export const PERMISSIONS = {
  sync: ['view', 'run', 'repair'],
  erp_connection: ['view', 'edit'],
} as const
