import { booking, refusal, type AccountState, type Booking } from '#points/rules/account'
import { lotPlace, type Move } from '#points/rules/move'

/**
 * Takes back what is left in lots of points that should not have been given, such as those of a term that does not come
 * about. What of them was used stays used; what comes back of it later is taken back as well. Without lots nothing moves.
 */
export function bookWithdrawal(state: AccountState, lotIds: readonly string[]): Booking {
  const lots = lotIds.map((id) => state.lots.find((lot) => lot.id === id))
  if (lots.some((lot) => lot === undefined)) return refusal('UNKNOWN_LOT', 0, 0)
  return { ...booking(takenBack(state, lotIds)), withdrawn: [...lotIds] }
}

/** What came back into lots that had been withdrawn goes where they went. */
export function leftovers(state: AccountState): Move[] {
  return takenBack(state, state.lots.flatMap((lot) => (lot.isWithdrawn ? [lot.id] : [])))
}

function takenBack({ lots }: AccountState, lotIds: readonly string[]): Move[] {
  const left = lots.filter(({ id, remaining }) => remaining > 0 && lotIds.includes(id))
  return left.map(({ id, remaining }) => ({ kind: 'withdraw', from: lotPlace(id), to: 'issued', points: remaining, about: null, origin: null }))
}
