import db from '@adonisjs/lucid/services/db'
import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import ValueTaken from '#shared/records/errors/value_taken'

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
    const row = { ...view, address, record_type: recordType, user_id: actor.id, group_id: groupOf(view, actor), created_at: at, updated_at: at }
    await within(undefined, (trx) =>
      upsertMany(trx, 'saved_views', [row], ['record_type', 'user_id', 'name'], ['shared_with', 'group_id', 'address', 'updated_at'])
    )
    return address
  }

  /**
   * Renames one's own view or shares it with others.
   *
   * @throws {ValueTaken} when another view of one's own has that name
   */
  async change(recordType: string, id: number, view: Pick<View, 'name' | 'shared_with'>, actor: Actor): Promise<void> {
    const changed = { ...view, group_id: groupOf(view, actor), updated_at: sqlInstant(now()) }
    try {
      const found = await this.own(recordType, id, actor).update(changed)
      if (affectedRows(found) === 0) throw new errors.E_ROW_NOT_FOUND()
    } catch (error) {
      if (isDuplicate(error)) throw new ValueTaken('name', view.name)
      throw error
    }
  }

  /** Only one's own views can be removed. */
  async remove(recordType: string, id: number, actor: Actor): Promise<void> {
    if (affectedRows(await this.own(recordType, id, actor).delete()) === 0) throw new errors.E_ROW_NOT_FOUND()
  }

  /** Opens the list with this view, for this person; null opens the plain list again. */
  async open(recordType: string, id: number | null, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      await trx.from('default_views').where({ record_type: recordType, user_id: actor.id }).delete()
      if (id !== null) await trx.insertQuery().table('default_views').insert({ record_type: recordType, user_id: actor.id, view_id: id })
    })
  }

  private own(recordType: string, id: number, actor: Actor) {
    return db.from('saved_views').where({ id: Number.isSafeInteger(id) ? id : 0, record_type: recordType, user_id: actor.id })
  }
}

function groupOf({ shared_with: sharedWith }: Pick<View, 'shared_with'>, actor: Actor): number | null {
  return sharedWith === 'team' ? (actor.groupIds[0] ?? null) : null
}
