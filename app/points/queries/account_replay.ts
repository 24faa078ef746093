import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { accountFrom } from '#points/queries/point_account'
import { pointsText, type Points } from '#points/rules/points'

/** An account's life as `points:replay` reads it: every entry as an event, with the points it was booked for. */
export async function accountReplay(accountId: number, moment: CalendarDate) {
  const row = await db.from('point_accounts').where('id', accountId).firstOrFail()
  const { policy, recharge } = accountFrom(row)
  const entries = await db.from('point_entries').where('point_account_id', accountId).orderBy('no')
  const lots = await db.from('point_lots').where('point_account_id', accountId)
  const moves = await db.from('point_moves').where('point_account_id', accountId).whereIn('kind', ['consume', 'overdraw']).groupBy('entry_no').select('entry_no').sum('points as points')

  const keys = new Map(entries.map((entry) => [Number(entry.no), entry.entry_key]))
  const lotNames = new Map(lots.map((lot) => [Number(lot.id), lot.lot_key]))
  const taken = new Map(moves.map((move) => [Number(move.entry_no), Number(move.points)]))
  const limit = policy.shortage.kind === 'overdraw' ? { overdraftLimit: pointsText(policy.shortage.limit) } : {}
  return {
    id: row.number,
    policy: { shortage: policy.shortage.kind, ...limit, graceDays: policy.graceDays },
    recharge: recharge && { below: pointsText(recharge.below), points: pointsText(recharge.points) },
    events: entries.map((entry) => eventOf(entry, { keys, lotNames, taken })),
    moment,
  }
}

interface Names {
  keys: Map<number, string>
  lotNames: Map<number, string>
  taken: Map<number, Points>
}

function eventOf(entry: Record<string, any>, { keys, lotNames, taken }: Names) {
  const { asked } = JSON.parse(entry.explanation)
  const dated = { kind: entry.kind, key: entry.entry_key, on: entry.booked_on }
  switch (entry.kind) {
    case 'open': {
      const { points, isBonus, ...lot } = asked
      return { ...dated, lot: { id: `lot ${entry.entry_key}`, points: pointsText(points), bonus: isBonus, ...lot } }
    }
    case 'consume':
      return { ...dated, points: pointsText((taken.get(Number(entry.no)) ?? 0) + Number(entry.invoiced)), request: entry.request }
    case 'reverse':
      return { ...dated, of: keys.get(Number(entry.about_no)), points: asked.points === null ? null : pointsText(asked.points) }
    case 'withdraw':
      return { ...dated, lots: asked.lotIds.map((id: number) => ({ id: lotNames.get(id) })) }
    case 'extend':
      return { ...dated, lots: asked.lots.map((one: { id: number; next: string }) => ({ id: lotNames.get(one.id), next: one.next })), until: asked.until }
    case 'correct':
      return { ...dated, points: pointsText(asked.points), reason: entry.reason, lot: asked.lotId && lotNames.get(asked.lotId), expiresOn: asked.expiresOn }
    default:
      return dated
  }
}
