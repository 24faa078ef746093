import { after, refusal, type AccountPolicy, type AccountState, type Booking } from '#points/rules/account'
import { bookConsumption, usablePoints } from '#points/rules/consumption'
import { bookCorrection } from '#points/rules/correction'
import { debitOf, type Debit } from '#points/rules/debit'
import type { DebitRule } from '#points/rules/debit_rule'
import { bookExpiry } from '#points/rules/expiry'
import { bookExtension, writtenOffOf } from '#points/rules/extension'
import type { Move } from '#points/rules/move'
import { bookOpening } from '#points/rules/opening'
import type { Points } from '#points/rules/points'
import { bookReversal, takingsOf } from '#points/rules/reversal'
import { withSettlement } from '#points/rules/settlement'
import { bookWithdrawal } from '#points/rules/withdrawal'
import type { ReplayEvent } from '#points/rules/replay_events'

/** An event as it was booked, or why it was not. */
export interface Entry {
  event: ReplayEvent
  outcome: 'booked' | 'repeated' | 'refused'
  booking: Booking
  debit: Debit | null
  /** What is usable on the event's day afterwards. */
  usable: Points
}

/** An account being replayed: its state, and every entry so far. */
export interface Ledger {
  state: AccountState
  entries: Entry[]
}

/** A ledger without a lot. */
export function emptyLedger(policy: AccountPolicy): Ledger {
  return { state: { policy, lots: [], debts: [] }, entries: [] }
}

/** The ledger after one more event. An event whose key was booked before changes nothing. */
export function booked(ledger: Ledger, rules: readonly DebitRule[], event: ReplayEvent): Ledger {
  const twin = ledger.entries.find((entry) => entry.outcome === 'booked' && entry.event.key === event.key)
  if (twin) {
    const isSame = JSON.stringify(twin.event) === JSON.stringify(event)
    return added(ledger, event, isSame ? 'repeated' : 'refused', isSame ? twin.booking : refusal('KEY_TAKEN', 0, 0), isSame ? twin.debit : null)
  }
  const debit = event.kind === 'debit' ? debitOf(rules, { ...event.debit, on: event.on }, hasPaidContractual(ledger, event.debit.request)) : null
  const made = bookingOf(ledger, event, debit)
  return added(ledger, event, made.refusal ? 'refused' : 'booked', made, debit)
}

/** Whether an earlier consumption of a request, not wholly reversed, carries its contractual part. */
export function hasPaidContractual({ entries }: Ledger, request: string | null): boolean {
  return (
    request !== null &&
    entries.some(
      ({ event, debit, outcome }) =>
        outcome === 'booked' &&
        event.kind === 'debit' &&
        event.debit.request === request &&
        debit!.parts.some(({ type, rule, alreadyPaid }) => type === 'contractual' && rule !== null && !alreadyPaid) &&
        !isWhollyReversed(entries, event.key)
    )
  )
}

/** Every move of the booked entries, in order. */
export function movesOf(entries: readonly Entry[]): Move[] {
  return entries.filter(({ outcome }) => outcome === 'booked').flatMap(({ booking }) => booking.moves)
}

/** What of a consumption was left to be invoiced, after its reversals. */
export function invoicedOf(entries: readonly Entry[], key: string): Points {
  return entries
    .filter(({ event, outcome }) => outcome === 'booked' && (event.key === key || (event.kind === 'reverse' && event.of === key)))
    .reduce((sum, { booking }) => sum + booking.invoiced, 0)
}

function bookingOf({ state, entries }: Ledger, event: ReplayEvent, debit: Debit | null): Booking {
  const { key, on } = event
  switch (event.kind) {
    case 'open':
      return withSettlement(state, on, (now) => bookOpening(now, event.lot))
    case 'consume':
      return withSettlement(state, on, (now) => bookConsumption(now, event.points, on, key))
    case 'debit':
      return withSettlement(state, on, (now) => bookConsumption(now, debit!.points, on, key))
    case 'expire':
      return withSettlement(state, on, (now) => bookExpiry(now, on))
    case 'withdraw':
      return withSettlement(state, on, (now) => bookWithdrawal(now, event.lots), 'after')
    case 'extend': {
      const moves = movesOf(entries)
      const extended = event.lots.map((one) => ({ ...one, writtenOff: writtenOffOf(moves, one.id) }))
      return withSettlement(state, on, (now) => bookExtension(now, extended, event.until), 'after')
    }
    case 'correct':
      return withSettlement(state, on, (now) => bookCorrection(now, { points: event.points, lotId: event.lot, opens: correctingLot(event) }, on))
    case 'reverse': {
      if (!isConsumption(entries, event.of)) return refusal('UNKNOWN_CONSUMPTION', event.points ?? 0, 0)
      const takings = takingsOf(movesOf(entries).filter(({ about }) => about === event.of))
      const undone = { about: event.of, takings, invoiced: invoicedOf(entries, event.of) }
      return withSettlement(state, on, (now) => bookReversal(now, undone, event.points, on, key), 'after')
    }
  }
}

function added({ state, entries }: Ledger, event: ReplayEvent, outcome: Entry['outcome'], booking: Booking, debit: Debit | null): Ledger {
  const next = outcome === 'booked' ? after(state, booking) : state
  return { state: next, entries: [...entries, { event, outcome, booking, debit, usable: usablePoints(next, event.on) }] }
}

function correctingLot({ key, points, on, expiresOn }: Extract<ReplayEvent, { kind: 'correct' }>) {
  return { id: `lot ${key}`, points, unitValue: null, source: 'correction' as const, validFrom: on, expiresOn, priority: 0, isBonus: true }
}

function isConsumption(entries: readonly Entry[], key: string): boolean {
  return entries.some(({ event, outcome }) => outcome === 'booked' && event.key === key && (event.kind === 'consume' || event.kind === 'debit'))
}

function isWhollyReversed(entries: readonly Entry[], key: string): boolean {
  const hasReversal = entries.some(({ event, outcome }) => outcome === 'booked' && event.kind === 'reverse' && event.of === key)
  return hasReversal && takingsOf(movesOf(entries).filter(({ about }) => about === key)).length === 0 && invoicedOf(entries, key) === 0
}
