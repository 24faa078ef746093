import db from '@adonisjs/lucid/services/db'

/** When the ERPs last told of all their invoices, due dates and payments: the oldest of these; null while one never did. */
export async function erpFreshness(connectionId?: number): Promise<string | null> {
  const query = db.from('sync_cursors').whereIn('entity', ['invoice', 'payment']).select('completed_at')
  if (connectionId) query.where('connection_id', connectionId)
  const told = (await query).map(({ completed_at: at }) => at as string | null)

  return told.length === 0 || told.includes(null) ? null : (told.sort()[0] ?? null)
}
