export const PERMISSIONS = {
  project_milestone: ['reach'],
} as const
