import type { CalendarDate } from '#shared/calendar/calendar_date'
import { after, booking, type AccountState, type Booking } from '#points/rules/account'
import { consumptionOrder, isUsable } from '#points/rules/lot'
import { lotPlace, type Move } from '#points/rules/move'
import { leftovers } from '#points/rules/withdrawal'

/** Repays what is owed, the oldest debt first, from what can be used on a day. */
export function settlement(state: AccountState, day: CalendarDate): Move[] {
  const moves: Move[] = []
  const lots = state.lots.filter((lot) => isUsable(lot, day)).sort(consumptionOrder)
  const left = new Map(lots.map(({ id, remaining }) => [id, remaining]))
  for (const { about, points } of state.debts) {
    let missing = points
    for (const { id } of lots) {
      const repaid = Math.min(missing, left.get(id)!)
      if (repaid === 0) continue
      moves.push({ kind: 'repay', from: lotPlace(id), to: 'overdraft', points: repaid, about, origin: null })
      left.set(id, left.get(id)! - repaid)
      missing -= repaid
    }
  }
  return moves
}

/**
 * A booking with what is owed repaid before it and after it, so that nobody owes points and holds
 * usable ones at once. A refused booking repays nothing. What comes back to a withdrawn lot leaves it again.
 *
 * @param when a reversal repays only afterwards: what it takes back may be owed; a withdrawal too: what it takes repays nothing; and what goes on longer goes on first
 */
export function withSettlement(state: AccountState, day: CalendarDate, make: (state: AccountState) => Booking, when: 'around' | 'after' = 'around'): Booking {
  const first = booking(when === 'around' ? settlement(state, day) : [])
  const settled = after(state, first)
  const made = make(settled)
  if (made.refusal) return made
  const now = after(settled, made)
  const left = leftovers(now)
  const last = settlement(after(now, booking(left)), day)
  return { ...made, moves: [...first.moves, ...made.moves, ...left, ...last] }
}
