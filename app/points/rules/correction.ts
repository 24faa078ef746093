import type { CalendarDate } from '#shared/calendar/calendar_date'
import { booking, refusal, type AccountState, type Booking } from '#points/rules/account'
import { usablePoints } from '#points/rules/consumption'
import { heldIn } from '#points/rules/extension'
import { consumptionOrder, hasExpired, isUsable, type Lot } from '#points/rules/lot'
import { lotPlace, type Move } from '#points/rules/move'
import { bookOpening } from '#points/rules/opening'
import type { Points } from '#points/rules/points'

/** A correction by hand: points more or fewer, in one lot or wherever there are some. */
export interface Correction {
  /** Not zero. */
  points: Points
  lotId: string | null
  /** The lot that points more open when none is named. */
  opens: Lot
}

/** Adds points to a lot, or to the one in which it goes on, or opens one; takes points away, but never more than a lot holds. */
export function bookCorrection(state: AccountState, { points, lotId, opens }: Correction, day: CalendarDate): Booking {
  if (points > 0 && lotId === null) return bookOpening(state, opens, 'corrected')

  const found = lotId === null ? null : state.lots.find(({ id }) => id === lotId)
  const named = found && heldIn(state, found)
  if (named === undefined) return refusal('UNKNOWN_LOT', Math.abs(points), 0)
  if (points > 0) {
    if (hasExpired(named!.expiresOn, day)) return refusal('LOT_EXPIRED', points, named!.remaining)
    const added: Move = { kind: 'correct', from: 'corrected', to: lotPlace(named!.id), points, about: null, origin: null }
    return booking([added])
  }
  return takeAway(state, -points, named === null ? null : [named], day)
}

function takeAway(state: AccountState, points: Points, named: AccountState['lots'] | null, day: CalendarDate): Booking {
  const lots = named ?? state.lots.filter((lot) => isUsable(lot, day)).sort(consumptionOrder)
  const held = lots.reduce((sum, { remaining }) => sum + remaining, 0)
  if (held < points) return refusal('LOT_TOO_SMALL', points, named ? held : usablePoints(state, day))

  const moves: Move[] = []
  let missing = points
  for (const { id, remaining } of lots) {
    const taken = Math.min(missing, remaining)
    if (taken === 0) continue
    moves.push({ kind: 'correct', from: lotPlace(id), to: 'corrected', points: taken, about: null, origin: null })
    missing -= taken
  }
  return booking(moves)
}
