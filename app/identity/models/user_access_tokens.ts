import { DateTime } from 'luxon'
import { DbAccessTokensProvider, type AccessToken } from '@adonisjs/auth/access_tokens'
import type { AccessTokenDbColumns } from '@adonisjs/auth/types/access_tokens'
import type User from '#identity/models/user'

type Instant = Date | number | string | null

/**
 * The framework compares expiry as dates, but a MySQL connection answers them as text,
 * and text is never earlier than a date: without this no token would ever expire there.
 */
export class UserAccessTokens extends DbAccessTokensProvider<typeof User> {
  protected dbRowToAccessToken(row: AccessTokenDbColumns): AccessToken {
    return super.dbRowToAccessToken({
      ...row,
      created_at: toDate(row.created_at)!,
      updated_at: toDate(row.updated_at)!,
      last_used_at: toDate(row.last_used_at),
      expires_at: toDate(row.expires_at),
    })
  }
}

/** An instant as any driver answers it. */
export function toDate(value: Instant): Date | null {
  return typeof value === 'string' ? DateTime.fromSQL(value, { zone: 'utc' }).toJSDate() : value === null ? null : new Date(value)
}
