export const PERMISSIONS = {
  billing_run: ['view', 'run', 'exclude', 'approve', 'post', 'configure'],
  month_close: ['view', 'close', 'reopen'],
  credit: ['ask'],
  receivable: ['view'],
  reminder: ['view', 'send', 'exclude', 'configure'],
} as const
