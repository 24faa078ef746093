/** Where a session keeps when its person last showed who they are, in milliseconds since 1970. */
export const SIGNED_IN_AT = 'signed_in_at'

/** How long that counts for what is sensitive, when the page is shown in a frame of another site. */
export const FRESH_FOR_MS = 15 * 60_000

/** What moves money, opens doors or cannot be taken back. */
const SENSITIVE = new Set([
  'billing_run.approve',
  'billing_run.post',
  'posting.decide',
  'erp_connection.edit',
  'launch_key.edit',
  'webhook.edit',
  'identity_provider.edit',
  'user.create',
  'user.edit',
  'role.create',
  'role.edit',
  'role.delete',
  'token.create',
])

export interface FramedChange {
  resource: string | null
  action: string | null
  /** When the person last showed who they are, or nothing when that is not known. */
  signedInAt: number | undefined
  at: number
}

/**
 * Whether a change asked for in a frame has to wait until the person has shown again who they
 * are: a page around ours can lie over our buttons, and a session in a frame is easily forgotten.
 */
export function needsFreshSignIn({ resource, action, signedInAt, at }: FramedChange): boolean {
  if (!SENSITIVE.has(`${resource}.${action}`)) return false
  return signedInAt === undefined || at - signedInAt > FRESH_FOR_MS || signedInAt > at
}
