import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { booking, refusal, type AccountState, type Booking } from '#points/rules/account'
import { heldIn } from '#points/rules/extension'
import { hasExpired, type HeldLot, type Lot } from '#points/rules/lot'
import { lotOf, lotPlace, type Move, type Place } from '#points/rules/move'
import type { Points } from '#points/rules/points'

/** Where points of a consumption came from, less what was given back already. */
export interface Taking {
  place: Place
  points: Points
}

/** Where a consumption's points came from, as its moves tell: an overdraft that a lot repaid came from that lot. */
export function takingsOf(moves: readonly Move[]): Taking[] {
  const takings: Taking[] = []
  for (const { kind, from, to, points, origin } of moves) {
    if (kind === 'reverse') reduce(takings, origin ?? to, points)
    if (kind === 'repay') reduce(takings, 'overdraft', points)
    if (kind !== 'reverse') takings.push({ place: from, points })
  }
  return takings.filter(({ points }) => points > 0)
}

/** A consumption that is to be undone. */
export interface Undone {
  about: string
  takings: readonly Taking[]
  /** Points of it that were left to be invoiced and still are. */
  invoiced: Points
}

/**
 * Gives points of a consumption back to where they came from: first those left to be invoiced,
 * then the last taken. What came from a lot that goes on in another one goes there; what came from one that has
 * expired goes to a new lot that lasts the grace period.
 *
 * @param points how many; null for all that were not given back before
 * @param state  holds every lot the takings name and those in which they go on, also without points
 * @param key    of this reversal; names the lots it opens
 */
export function bookReversal(state: AccountState, undone: Undone, points: Points | null, day: CalendarDate, key: string): Booking {
  const left = undone.takings.reduce((sum, taking) => sum + taking.points, undone.invoiced)
  if (left === 0 || (points ?? 0) > left) return refusal('NOTHING_LEFT_TO_REVERSE', points ?? 0, left)

  const back = { moves: [] as Move[], opened: [] as Lot[] }
  const uninvoiced = Math.min(points ?? left, undone.invoiced)
  let missing = (points ?? left) - uninvoiced
  for (const taking of [...undone.takings].reverse()) {
    const given = Math.min(missing, taking.points)
    if (given === 0) break
    missing -= given
    const own = state.lots.find(({ id }) => lotPlace(id) === taking.place)
    const lot = own && heldIn(state, own)
    const isGone = lot !== undefined && !lot.isWithdrawn && hasExpired(lot.expiresOn, day)
    const receiver = isGone ? heir(back.opened, lot, given, day, state.policy.graceDays, key) : lot
    const to = receiver ? lotPlace(receiver.id) : taking.place
    back.moves.push({ kind: 'reverse', from: 'consumed', to, points: given, about: undone.about, origin: to === taking.place ? null : taking.place })
  }
  return booking(back.moves, back.opened, -uninvoiced)
}

/** The lot that receives what an expired one can no longer take. */
function heir(opened: Lot[], lot: HeldLot, points: Points, day: CalendarDate, graceDays: number, key: string): Lot {
  const id = `${lot.id}~${key}`
  const known = opened.find((one) => one.id === id)
  if (known) {
    known.points += points
    return known
  }
  const { remaining, isWithdrawn, nextId, ...same } = lot
  const made: Lot = { ...same, id, points, source: 'reversal', validFrom: day, expiresOn: addDays(day, graceDays) }
  opened.push(made)
  return made
}

function reduce(takings: Taking[], place: Place, points: Points): void {
  let left = points
  for (const taking of [...takings].reverse()) {
    if (taking.place !== place) continue
    const part = Math.min(left, taking.points)
    taking.points -= part
    left -= part
  }
}

/** The lots some takings name. */
export function lotsOf(takings: readonly Taking[]): string[] {
  return [...new Set(takings.map(({ place }) => lotOf(place)).filter((id) => id !== null))]
}
