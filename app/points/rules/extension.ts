import type { CalendarDate } from '#shared/calendar/calendar_date'
import { booking, refusal, type AccountState, type Booking } from '#points/rules/account'
import type { HeldLot } from '#points/rules/lot'
import { lotPlace, type Move } from '#points/rules/move'
import type { Points } from '#points/rules/points'

/** A lot whose time goes on longer, and the lot in which it goes on. */
export interface ExtendedLot {
  id: string
  next: string
  /** What was written off of it before anybody knew. */
  writtenOff: Points
}

/**
 * Lets the points of lots last until another day: each lot hands what is left in it, and what was written off too early,
 * to a new lot that is the same but for its end. The old lot keeps its days, so that a past day always gives the same figures.
 *
 * @param until first day on which they can no longer be used; null for never
 */
export function bookExtension(state: AccountState, extended: readonly ExtendedLot[], until: CalendarDate | null): Booking {
  const [moves, opened] = [[] as Move[], [] as Booking['opened']]
  for (const { id, next, writtenOff } of extended) {
    const lot = state.lots.find((one) => one.id === id)
    if (!lot || lot.isWithdrawn || lot.nextId) return refusal('UNKNOWN_LOT', 0, 0)
    if (state.lots.some((one) => one.id === next) || opened.some((one) => one.id === next)) return refusal('LOT_TAKEN', 0, 0)
    const { remaining, isWithdrawn, nextId, ...same } = lot
    opened.push({ ...same, id: next, points: remaining + writtenOff, expiresOn: until })
    const move = (from: Move['from'], to: Move['to'], points: Points): Move[] => (points > 0 ? [{ kind: 'extend', from, to, points, about: null, origin: null }] : [])
    moves.push(...move(lotPlace(id), 'issued', remaining), ...move('issued', lotPlace(next), remaining), ...move('expired', lotPlace(next), writtenOff))
  }
  return { ...booking(moves, opened), extended: extended.map(({ id, next }) => ({ id, next })) }
}

/** The lot in which the points of a lot are held now: itself, or the last one in which it goes on. */
export function heldIn(state: AccountState, lot: HeldLot): HeldLot {
  const next = lot.nextId ? state.lots.find(({ id }) => id === lot.nextId) : undefined
  return next ? heldIn(state, next) : lot
}

/** What some moves wrote off of a lot. */
export function writtenOffOf(moves: readonly Move[], lotId: string): Points {
  return moves.reduce((sum, { kind, from, points }) => sum + (kind === 'expire' && from === lotPlace(lotId) ? points : 0), 0)
}
