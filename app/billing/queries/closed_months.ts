import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'

/** The months that are closed now, `YYYY-MM`. */
export async function closedMonths(trx?: Trx): Promise<Set<string>> {
  const rows = await (trx ?? db).from('closed_months').whereNotNull('closed_key').select('month')
  return new Set(rows.map(({ month }) => String(month)))
}
