export const PERMISSIONS = {
  service_request: ['work', 'approve'],
} as const
