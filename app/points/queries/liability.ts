import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { costOf } from '#points/rules/sale'
import type { Points } from '#points/rules/points'

export interface LiabilityRow {
  accountId: number
  number: string
  title: string | null
  company: string
  currency: string
  points: Points
  bonus: Points
  worthCents: number
}

/**
 * What companies held in points that had not expired at the end of a day, and what that was worth: from the moves
 * booked until then, so that a past day always gives the same figures.
 */
export async function* liability(on: CalendarDate): AsyncGenerator<LiabilityRow> {
  for (let last = 0; ; ) {
    const accounts = await db.from('point_accounts').join('companies', 'companies.id', 'point_accounts.company_id').select('point_accounts.*', 'companies.name as company').where('point_accounts.id', '>', last).orderBy('point_accounts.id').limit(200)
    if (accounts.length === 0) return
    const held = await heldLots(accounts.map(({ id }) => Number(id)), on)
    for (const account of accounts) {
      const lots = held.filter((lot) => Number(lot.point_account_id) === Number(account.id))
      if (lots.length === 0) continue
      yield {
        accountId: Number(account.id),
        number: account.number,
        title: account.title,
        company: account.company,
        currency: account.currency,
        points: lots.reduce((sum, lot) => sum + lot.points, 0),
        bonus: lots.filter((lot) => lot.is_bonus).reduce((sum, lot) => sum + lot.points, 0),
        worthCents: lots.reduce((sum, lot) => sum + costOf(lot.points, lot.unit_value, account.currency), 0),
      }
    }
    last = Number(accounts.at(-1)!.id)
  }
}

/** What lots held at the end of a day by the moves until then; those that had expired hold nothing. */
async function heldLots(accountIds: number[], on: CalendarDate) {
  const rows = await db
    .from('point_moves')
    .join('point_lots', 'point_lots.id', 'point_moves.point_lot_id')
    .whereIn('point_moves.point_account_id', accountIds)
    .where('point_moves.booked_on', '<=', on)
    .where((lots) => void lots.whereNull('point_lots.expires_on').orWhere('point_lots.expires_on', '>', on))
    .groupBy('point_lots.id', 'point_lots.point_account_id', 'point_lots.unit_value', 'point_lots.is_bonus')
    .select('point_lots.id', 'point_lots.point_account_id', 'point_lots.unit_value', 'point_lots.is_bonus')
    .select(db.raw(`sum(case when point_moves.to_place = 'lot' then point_moves.points else 0 - point_moves.points end) as points`))
  return rows.map((row): Record<string, any> => ({ ...row, points: Number(row.points), is_bonus: Boolean(row.is_bonus) })).filter(({ points }) => points !== 0)
}

/** The totals of some rows by currency. */
export function totalsOf(rows: readonly LiabilityRow[]) {
  const totals = new Map<string, { currency: string; points: Points; worthCents: number }>()
  for (const { currency, points, worthCents } of rows) {
    const total = totals.get(currency) ?? { currency, points: 0, worthCents: 0 }
    totals.set(currency, { currency, points: total.points + points, worthCents: total.worthCents + worthCents })
  }
  return [...totals.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1))
}
