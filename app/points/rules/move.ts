import type { Points } from '#points/rules/points'

/** Where points are: in a lot, owed (`overdraft`, never above zero), or outside the account. */
export type Place = 'issued' | 'consumed' | 'expired' | 'corrected' | 'overdraft' | `lot:${string}`

export type MoveKind = 'open' | 'consume' | 'overdraw' | 'repay' | 'reverse' | 'expire' | 'correct' | 'withdraw' | 'extend'

/** Points that left one place for another. Never changed once written; a mistake is met by a further move. */
export interface Move {
  kind: MoveKind
  from: Place
  to: Place
  /** Above zero. */
  points: Points
  /** The consumption it takes part in: the one booked, overdrawn, repaid or reversed. */
  about: string | null
  /** For a reversal, where the points had been taken, when that lot has expired and another one received them. */
  origin: Place | null
}

export const lotPlace = (id: string): Place => `lot:${id}`

/** The lot of a place, or null when it is none. */
export function lotOf(place: Place): string | null {
  return place.startsWith('lot:') ? place.slice(4) : null
}

/** What each place holds after some moves; the places outside hold what was lost to or came from them. */
export function placesAfter(moves: readonly Move[]): Map<Place, Points> {
  const places = new Map<Place, Points>()
  const add = (place: Place, points: Points) => places.set(place, (places.get(place) ?? 0) + points)
  for (const { from, to, points } of moves) {
    add(from, -points)
    add(to, points)
  }
  return places
}

/** What an account holds after some moves: its lots less what it owes. */
export function balanceAfter(moves: readonly Move[]): Points {
  return moves.reduce((sum, move) => sum + changeBy(move), 0)
}

/** By how much a move changes the account's balance; zero for a move inside it. */
export function changeBy({ from, to, points }: Pick<Move, 'from' | 'to' | 'points'>): Points {
  return (isInside(to) ? points : 0) - (isInside(from) ? points : 0)
}

function isInside(place: Place): boolean {
  return place === 'overdraft' || place.startsWith('lot:')
}
