export const PERMISSIONS = {
  billing_run: ['view', 'run', 'exclude', 'approve', 'post', 'configure'],
} as const
