import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'

/** Which requests paid their contractual part from an account and did not get all of it back. */
export async function paidRequests(accountId: number, requests: readonly string[], trx?: Trx): Promise<Set<string>> {
  if (requests.length === 0) return new Set()
  const paying = await (trx ?? db)
    .from('point_entries')
    .select('no', 'request', 'change', 'invoiced')
    .where({ point_account_id: accountId, pays_contractual: true })
    .whereIn('request', [...requests])
  if (paying.length === 0) return new Set()

  const back = await (trx ?? db)
    .from('point_entries')
    .where({ point_account_id: accountId, kind: 'reverse' })
    .whereIn('about_no', paying.map(({ no }) => Number(no)))
    .groupBy('about_no')
    .select('about_no')
    .sum({ change: 'change', invoiced: 'invoiced' })
  const returned = new Map(back.map((row) => [Number(row.about_no), Number(row.change) - Number(row.invoiced)]))

  const isPaid = (row: Record<string, any>) => returned.get(Number(row.no)) !== Number(row.invoiced) - Number(row.change)
  return new Set(paying.filter(isPaid).map(({ request }) => request))
}
