import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { toDate } from '#identity/models/user_access_tokens'

/** Tokens with their owners' names: one's own, those of one's groups, or all, as the permission reaches. */
export function tokensWithin(actor: Actor, action: 'view' | 'revoke', trx?: Trx) {
  const query = (trx ?? db)
    .from('auth_access_tokens')
    .join('users', 'users.id', 'auth_access_tokens.tokenable_id')
    .select(
      'auth_access_tokens.id',
      'auth_access_tokens.name',
      'abilities',
      'last_used_at',
      'expires_at',
      'auth_access_tokens.created_at',
      'users.id as user_id',
      'users.full_name as owner'
    )
    .orderBy('auth_access_tokens.id', 'desc')

  const reach = actor.reach('token', action)
  if (reach === 'all') return query
  if (reach === 'none') return query.whereRaw('1 = 0')

  return query.where((mine) => {
    mine.where('users.id', actor.id)
    if (reach === 'team') {
      mine.orWhereIn('users.id', (members) => members.from('group_users').whereIn('group_id', actor.groupIds).select('user_id'))
    }
  })
}

export interface ListedToken {
  id: number
  name: string
  owner: string
  access: 'read' | 'write'
  lastUsedAt: Date | null
  expiresAt: Date | null
}

/** The tokens whose list the actor may see, newest first. */
export async function tokenList(actor: Actor): Promise<ListedToken[]> {
  const rows = await tokensWithin(actor, 'view')
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    owner: row.owner,
    access: JSON.parse(row.abilities).includes('write') ? 'write' : 'read',
    lastUsedAt: toDate(row.last_used_at),
    expiresAt: toDate(row.expires_at),
  }))
}
