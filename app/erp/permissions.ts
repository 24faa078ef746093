export const PERMISSIONS = {
  sync: ['view', 'run', 'repair'],
  erp_connection: ['view', 'edit'],
  posting: ['view', 'decide'],
  customer_posting: ['view', 'send', 'decide'],
  field_conflict: ['view', 'decide'],
  adoption: ['view', 'decide'],
  external_alias: ['view', 'edit'],
  payload_archive: ['view', 'edit', 'replay'],
  launch_key: ['view', 'edit'],
  webhook: ['view', 'edit', 'retry'],
  reconciliation: ['view'],
  sandbox: ['view', 'edit'],
} as const
