import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'

const PURPOSE = 'sandbox_session'
export const SESSION_IN_S = 900

/** A new key for programs that speak to the sandbox; it is shown once. */
export const newKey = () => randomBytes(24).toString('base64url')
export const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')

/** A session for whoever names a user and its key, or null. */
export async function beginSession(username: unknown, key: unknown): Promise<string | null> {
  const row = await db.from('sandbox_api_keys').where('username', String(username ?? '')).first()
  const isRight = row && timingSafeEqual(Buffer.from(row.key_hash), Buffer.from(hashOf(String(key ?? ''))))

  return isRight ? encryption.encrypt({ username: row.username }, { expiresIn: `${SESSION_IN_S} seconds`, purpose: PURPOSE }) : null
}

/** Whether a session is still good. */
export function isSession(token: string | undefined): boolean {
  return Boolean(token && encryption.decrypt(token, PURPOSE))
}
