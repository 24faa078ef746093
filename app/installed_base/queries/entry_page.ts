import { errors } from '@adonisjs/lucid'
import db from '@adonisjs/lucid/services/db'
import type { Row } from '#shared/records/record_type'
import { entryRow, followersOf } from '#installed_base/queries/recorded_entry'

/** An entry that a person may take back, and how many components followed it. */
export async function entryPage(item: Row, eventId: number) {
  const entry = await entryRow(item, eventId, db.connection())
  if (!entry) throw new errors.E_ROW_NOT_FOUND()
  return { item, entry, followers: (await followersOf(entry, db.connection())).length }
}
