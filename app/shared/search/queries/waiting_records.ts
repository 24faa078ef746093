import db from '@adonisjs/lucid/services/db'

/** How many records, of these kinds or of all, cannot be found yet under what they say now. */
export async function waitingRecords(kinds?: readonly string[]): Promise<number> {
  const query = db.from('search_backlog').sum('records as total')
  if (kinds) query.whereIn('kind', [...kinds])
  const [{ total }] = await query
  return Number(total ?? 0)
}
