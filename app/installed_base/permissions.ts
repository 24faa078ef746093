export const PERMISSIONS = {
  installed_base_replay: ['view', 'run'],
} as const
