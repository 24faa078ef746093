import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { lotFrom } from '#points/queries/point_account'
import { consumptionOrder } from '#points/rules/lot'
import { stateOf } from '#points/rules/replay_answer'
import { costOf } from '#points/rules/sale'
import type { Points } from '#points/rules/points'

const EMPTY_SHOWN = 10

export interface ShownLot {
  id: number
  source: string
  points: Points
  remaining: Points
  state: ReturnType<typeof stateOf>
  validFrom: string
  expiresOn: string | null
  isBonus: boolean
  priority: number
  unitValue: string | null
  worthCents: number
}

/** The lots of an account in the order in which they are used, those used up last. */
export async function accountLots(accountId: number, currency: string, day: CalendarDate): Promise<ShownLot[]> {
  const held = await db.from('point_lots').where('point_account_id', accountId).where('remaining', '>', 0)
  const empty = await db.from('point_lots').where('point_account_id', accountId).where('remaining', 0).orderBy('id', 'desc').limit(EMPTY_SHOWN)
  const ordered = [...held.map(lotFrom).sort(consumptionOrder), ...empty.map(lotFrom)]
  return ordered.map((lot) => ({ ...lot, id: Number(lot.id), state: stateOf(lot, day), worthCents: costOf(lot.remaining, lot.unitValue, currency) }))
}
