import { createHash } from 'node:crypto'

export const RESET_VALID_FOR_MINUTES = 60

/** What is stored of a one-time token: 256 random bits need no slow hash. */
export function resetTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
