import { errors } from '@adonisjs/lucid'
import db from '@adonisjs/lucid/services/db'

/** One consumption of an account by its number. @throws {E_ROW_NOT_FOUND} */
export async function ledgerEntry(accountId: number, no: number): Promise<Record<string, any>> {
  const row = await db.from('point_entries').where({ point_account_id: accountId, no: no || 0, kind: 'consume' }).first()
  if (!row) throw new errors.E_ROW_NOT_FOUND()
  return row
}
