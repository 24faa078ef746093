import type { Move } from '#points/rules/move'
import { lotOf } from '#points/rules/move'
import type { Points } from '#points/rules/points'
import type { HeldLot, Lot } from '#points/rules/lot'

/** What happens when a consumption needs more than there is. */
export type Shortage = { kind: 'block' } | { kind: 'overdraw'; limit: Points } | { kind: 'invoice_remainder' }

export interface AccountPolicy {
  shortage: Shortage
  /** How long points given back last when their own lot has expired meanwhile. */
  graceDays: number
}

/** What a consumption still owes, because it overdrew. */
export interface Debt {
  about: string
  points: Points
}

/** Everything a booking is decided by. Lots without points left may be missing, unless the booking names them. */
export interface AccountState {
  policy: AccountPolicy
  lots: HeldLot[]
  /** Oldest first. */
  debts: Debt[]
}

export const BOOKING_REFUSALS = [
  'INSUFFICIENT',
  'OVER_LIMIT',
  'NOTHING_LEFT_TO_REVERSE',
  'UNKNOWN_CONSUMPTION',
  'UNKNOWN_LOT',
  'LOT_EXPIRED',
  'LOT_TOO_SMALL',
  'LOT_TAKEN',
  'KEY_TAKEN',
] as const
export type BookingRefusal = (typeof BOOKING_REFUSALS)[number]

/** What a booking does to an account; nothing when it is refused. */
export interface Booking {
  moves: Move[]
  /** Lots it opens; their points arrive by its moves. */
  opened: Lot[]
  /** Points that are to be invoiced because there were none left, less than zero for some that no longer are. */
  invoiced: Points
  /** Lots that should not have been given. */
  withdrawn?: string[]
  /** Lots whose points go on in another one. */
  extended?: { id: string; next: string }[]
  refusal: { code: BookingRefusal; needed: Points; available: Points } | null
}

/** A booking of these moves. */
export function booking(moves: Move[], opened: Lot[] = [], invoiced: Points = 0): Booking {
  return { moves, opened, invoiced, refusal: null }
}

/** A booking that changes nothing, and why. */
export function refusal(code: BookingRefusal, needed: Points, available: Points): Booking {
  return { moves: [], opened: [], invoiced: 0, refusal: { code, needed, available } }
}

/** What an account owes altogether. */
export function owed({ debts }: AccountState): Points {
  return debts.reduce((sum, { points }) => sum + points, 0)
}

/** The account after a booking. */
export function after(state: AccountState, { moves, opened, withdrawn, extended }: Booking): AccountState {
  const lots = new Map([...state.lots, ...opened.map((lot): HeldLot => ({ ...lot, remaining: 0 }))].map((lot) => [lot.id, { ...lot }]))
  for (const id of withdrawn ?? []) lots.get(id)!.isWithdrawn = true
  for (const { id, next } of extended ?? []) lots.get(id)!.nextId = next
  const debts = new Map(state.debts.map((debt) => [debt.about, { ...debt }]))
  for (const { from, to, points, about } of moves) {
    const [source, target] = [lotOf(from), lotOf(to)]
    if (source !== null) lots.get(source)!.remaining -= points
    if (target !== null) lots.get(target)!.remaining += points
    if (from === 'overdraft') debts.set(about!, { about: about!, points: (debts.get(about!)?.points ?? 0) + points })
    if (to === 'overdraft') debts.get(about!)!.points -= points
  }
  return { ...state, lots: [...lots.values()], debts: [...debts.values()].filter(({ points }) => points > 0) }
}
