import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'

export interface SavedView {
  id: number
  name: string
  sharedWith: 'mine' | 'team' | 'all'
  address: string
  isDefault: boolean
  isMine: boolean
}

/** The saved views of a list that a person sees: one's own, those of one's groups, those for all. */
export async function savedViews(recordType: string, actor: Actor): Promise<SavedView[]> {
  const rows = await db
    .from('saved_views')
    .where('record_type', recordType)
    .where((visible) => {
      visible.where('user_id', actor.id).orWhere('shared_with', 'all')
      visible.orWhere((team) => void team.where('shared_with', 'team').whereIn('group_id', actor.groupIds))
    })
    .orderBy('name')
    .limit(100)

  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sharedWith: row.shared_with,
    address: row.address,
    isDefault: Boolean(row.is_default),
    isMine: row.user_id === actor.id,
  }))
}
