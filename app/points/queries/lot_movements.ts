import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { LotSource } from '#points/rules/lot'
import type { Points } from '#points/rules/points'

/** What a lot got and gave until the end of a day. */
export interface LotMovement {
  id: number
  accountId: number
  source: LotSource
  unitValue: string | null
  expiresOn: CalendarDate | null
  /** Put into it when it was opened. */
  issued: Points
  /** Put in by corrections, less what they took out. */
  corrected: Points
  /** Written off, and what was left on its last day. */
  expired: Points
  /** What is left and can still be used. */
  held: Points
}

/** Every lot of some accounts by the moves booked until a day, so that a past day always gives the same figures. */
export async function lotMovements(accountIds: number[], on: CalendarDate): Promise<LotMovement[]> {
  if (accountIds.length === 0) return []
  const flow = (place: string) => db.raw(`sum(case when point_moves.from_place = '${place}' then point_moves.points when point_moves.to_place = '${place}' then 0 - point_moves.points else 0 end) as ${place}`)
  const columns = ['point_lots.id', 'point_lots.point_account_id', 'point_lots.source', 'point_lots.unit_value', 'point_lots.expires_on']
  const rows = await db
    .from('point_moves')
    .join('point_lots', 'point_lots.id', 'point_moves.point_lot_id')
    .whereIn('point_moves.point_account_id', accountIds)
    .where('point_moves.booked_on', '<=', on)
    .groupBy(...columns)
    .select(...columns, flow('issued'), flow('corrected'), flow('expired'))
    .select(db.raw(`sum(case when point_moves.to_place = 'lot' then point_moves.points else 0 - point_moves.points end) as remaining`))
    .orderBy('point_lots.id')

  return rows.map((row) => {
    const [left, isOver] = [Number(row.remaining), row.expires_on !== null && row.expires_on <= on]
    return {
      id: Number(row.id),
      accountId: Number(row.point_account_id),
      source: row.source,
      unitValue: row.unit_value,
      expiresOn: row.expires_on,
      issued: Number(row.issued),
      corrected: Number(row.corrected),
      expired: (isOver ? left : 0) - Number(row.expired),
      held: isOver ? 0 : left,
    }
  })
}
