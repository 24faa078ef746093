export const PERMISSIONS = {
  warranty_registration: ['decide'],
  warranty_claim: ['decide'],
  warranty_setting: ['view', 'edit'],
} as const
