import type { CalendarDate } from '#shared/calendar/calendar_date'
import { booking, owed, refusal, type AccountState, type Booking } from '#points/rules/account'
import { consumptionOrder, isUsable } from '#points/rules/lot'
import { lotPlace, type Move } from '#points/rules/move'
import type { Points } from '#points/rules/points'

/** What can be used on a day, apart from overdrawing: usable lots less what is owed. */
export function usablePoints(state: AccountState, day: CalendarDate): Points {
  return state.lots.filter((lot) => isUsable(lot, day)).reduce((sum, { remaining }) => sum + remaining, 0) - owed(state)
}

/**
 * Takes points out of the usable lots in the order of consumption, one move a lot. What the
 * lots lack is refused, owed up to the limit, or left to be invoiced, as the account's policy says.
 *
 * @param points zero or more; zero books nothing
 * @param about  key of the consumption
 */
export function bookConsumption(state: AccountState, points: Points, day: CalendarDate, about: string): Booking {
  const moves: Move[] = []
  let missing = points
  for (const lot of state.lots.filter((held) => isUsable(held, day)).sort(consumptionOrder)) {
    if (missing === 0) break
    const taken = Math.min(missing, lot.remaining)
    moves.push({ kind: 'consume', from: lotPlace(lot.id), to: 'consumed', points: taken, about, origin: null })
    missing -= taken
  }
  if (missing === 0) return booking(moves)

  const { shortage } = state.policy
  if (shortage.kind === 'invoice_remainder') return booking(moves, [], missing)
  const available = usablePoints(state, day)
  if (shortage.kind === 'block') return refusal('INSUFFICIENT', points, available)
  if (owed(state) + missing > shortage.limit) return refusal('OVER_LIMIT', points, available + shortage.limit)

  moves.push({ kind: 'overdraw', from: 'overdraft', to: 'consumed', points: missing, about, origin: null })
  return booking(moves)
}
