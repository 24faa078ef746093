import db from '@adonisjs/lucid/services/db'
import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'

export interface SavedView {
  id: number
  name: string
  sharedWith: 'mine' | 'team' | 'all'
  address: string
  /** Opens for this person when the list is opened without a query. */
  isDefault: boolean
  isMine: boolean
}

/** The saved views of a list that a person sees: one's own, those of one's groups, those for all. */
export async function savedViews(recordType: string, actor: Actor): Promise<SavedView[]> {
  return (await visible(recordType, actor).orderBy('name').limit(100)).map((row) => fromColumns(row, actor))
}

/**
 * One view a person sees.
 *
 * @throws E_ROW_NOT_FOUND, also for a view that is shared with others only
 */
export async function savedView(recordType: string, id: number, actor: Actor): Promise<SavedView> {
  const row = await visible(recordType, actor)
    .where('saved_views.id', Number.isSafeInteger(id) ? id : 0)
    .first()
  if (!row) throw new errors.E_ROW_NOT_FOUND()
  return fromColumns(row, actor)
}

/** Where the list opens for a person without a query; null for the plain list. */
export async function defaultAddress(recordType: string, actor: Actor): Promise<string | null> {
  const row = await visible(recordType, actor).whereNotNull('default_views.id').first()
  return row?.address || null
}

function visible(recordType: string, actor: Actor) {
  return db
    .from('saved_views')
    .leftJoin('default_views', (join) => {
      join.on('default_views.view_id', 'saved_views.id').andOnVal('default_views.user_id', actor.id)
    })
    .select('saved_views.*', 'default_views.id as default_id')
    .where('saved_views.record_type', recordType)
    .where((shared) => {
      shared.where('saved_views.user_id', actor.id).orWhere('shared_with', 'all')
      shared.orWhere((team) => void team.where('shared_with', 'team').whereIn('group_id', actor.groupIds))
    })
}

function fromColumns(row: Record<string, any>, actor: Actor): SavedView {
  return {
    id: Number(row.id),
    name: row.name,
    sharedWith: row.shared_with,
    address: row.address,
    isDefault: row.default_id !== null,
    isMine: Number(row.user_id) === actor.id,
  }
}
