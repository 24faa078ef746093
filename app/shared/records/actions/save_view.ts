import db from '@adonisjs/lucid/services/db'
import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'

interface View {
  name: string
  shared_with: 'mine' | 'team' | 'all'
  address: string
}

/** Keeps a list's address under a name; the same name again replaces the person's own view. */
export default class SaveView {
  async handle(recordType: string, view: View, actor: Actor): Promise<string> {
    const at = sqlInstant(now())
    const address = view.address.startsWith('?') ? view.address : ''
    const row = {
      ...view,
      address,
      record_type: recordType,
      user_id: actor.id,
      group_id: view.shared_with === 'team' ? (actor.groupIds[0] ?? null) : null,
      created_at: at,
      updated_at: at,
    }
    await within(undefined, (trx) =>
      upsertMany(trx, 'saved_views', [row], ['record_type', 'user_id', 'name'], ['shared_with', 'group_id', 'address', 'updated_at'])
    )
    return address
  }

  /** Only one's own views can be removed. */
  async remove(recordType: string, id: number, actor: Actor): Promise<void> {
    const removed = await db.from('saved_views').where({ id, record_type: recordType, user_id: actor.id }).delete()
    if (Number(removed) === 0) throw new errors.E_ROW_NOT_FOUND()
  }
}
