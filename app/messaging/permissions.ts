export const PERMISSIONS = {
  mail: ['view', 'resend'],
} as const
