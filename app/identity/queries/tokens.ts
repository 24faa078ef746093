import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'

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
