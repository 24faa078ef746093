import { booking, refusal, type AccountState, type Booking } from '#points/rules/account'
import type { Lot } from '#points/rules/lot'
import { lotPlace } from '#points/rules/move'

/** Opens a lot with points that are issued, or put in by a correction. */
export function bookOpening(state: AccountState, lot: Lot, from: 'issued' | 'corrected' = 'issued'): Booking {
  if (state.lots.some(({ id }) => id === lot.id)) return refusal('LOT_TAKEN', lot.points, 0)
  const kind = from === 'corrected' ? 'correct' : 'open'
  return booking([{ kind, from, to: lotPlace(lot.id), points: lot.points, about: null, origin: null }], [lot])
}
