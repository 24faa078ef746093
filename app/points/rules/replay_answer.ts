import { liabilityOf } from '#points/rules/liability'
import { movesOf, type Entry } from '#points/rules/ledger'
import { owed } from '#points/rules/account'
import { compareIds, hasExpired, isUsable, type HeldLot } from '#points/rules/lot'
import { balanceAfter, changeBy, placesAfter } from '#points/rules/move'
import { pointsText } from '#points/rules/points'
import { replay, usableAtMoment, type Replay } from '#points/rules/replay'
import type { ReplayInput } from '#points/rules/replay_events'
import { RULES_VERSION } from '#points/rules/rules_version'
import type { Debit, DebitPart } from '#points/rules/debit'
import type { CalendarDate } from '#shared/calendar/calendar_date'

/** What `points:replay` prints for one account: its ledger, or why there is none. */
export function answerTo(input: ReplayInput) {
  try {
    return answerOf(replay(input))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { id: input.id, rulesVersion: RULES_VERSION, moment: input.moment, error: { code: 'out_of_range', message: error.message } }
  }
}

/** A replay with its points as decimal text. The same input gives the same bytes. */
export function answerOf(replayed: Replay) {
  const { input, ledger, recharges, later } = replayed
  const moves = movesOf(ledger.entries)
  return {
    id: input.id,
    rulesVersion: RULES_VERSION,
    moment: input.moment,
    balance: {
      points: pointsText(balanceAfter(moves)),
      usable: pointsText(usableAtMoment(replayed)),
      owed: pointsText(owed(ledger.state)),
      invoiced: pointsText(ledger.entries.filter(({ outcome }) => outcome === 'booked').reduce((sum, { booking }) => sum + booking.invoiced, 0)),
      value: liabilityOf(ledger.state.lots, input.moment),
    },
    lots: [...ledger.state.lots].sort((one, other) => compareIds(one.id, other.id)).map((lot) => lotAnswer(lot, input.moment)),
    entries: entryAnswers(ledger.entries),
    moves: moveAnswers(ledger.entries),
    places: Object.fromEntries([...placesAfter(moves)].sort(([one], [other]) => (one < other ? -1 : 1)).map(([place, points]) => [place, pointsText(points)])),
    recharges: recharges.map((one) => ({ ...one, points: pointsText(one.points), usable: pointsText(one.usable) })),
    later,
    error: null,
  }
}

function lotAnswer(lot: HeldLot, moment: CalendarDate) {
  const { id, points, remaining, unitValue, source, validFrom, expiresOn, priority, isBonus } = lot
  return { id, source, points: pointsText(points), remaining: pointsText(remaining), state: stateOf(lot, moment), unitValue, validFrom, expiresOn, priority, bonus: isBonus }
}

/** How a lot stands on a day. */
export function stateOf(lot: HeldLot, day: CalendarDate): 'empty' | 'usable' | 'not_yet' | 'expired' {
  if (isUsable(lot, day)) return 'usable'
  if (hasExpired(lot.expiresOn, day)) return 'expired'
  return lot.remaining === 0 ? 'empty' : 'not_yet'
}

function entryAnswers(entries: readonly Entry[]) {
  let balance = 0
  return entries.map(({ event, outcome, booking, debit, usable }, index) => {
    const change = outcome === 'booked' ? booking.moves.reduce((sum, move) => sum + changeBy(move), 0) : 0
    balance += change
    const { refusal } = booking
    return {
      no: index + 1,
      key: event.key,
      kind: event.kind,
      on: event.on,
      outcome,
      refusal: refusal && { code: refusal.code, needed: pointsText(refusal.needed), available: pointsText(refusal.available) },
      change: pointsText(change),
      invoiced: pointsText(outcome === 'booked' ? booking.invoiced : 0),
      balance: pointsText(balance),
      usable: pointsText(usable),
      debit: debit && debitAnswer(debit),
    }
  })
}

/** A debit with its points as text, for the answer and for what is stored beside an entry. */
export function debitAnswer({ points, parts }: Debit) {
  return { points: pointsText(points), parts: parts.map((part: DebitPart) => ({ ...part, points: pointsText(part.points) })) }
}

function moveAnswers(entries: readonly Entry[]) {
  return entries
    .flatMap(({ booking, event, outcome }, entry) =>
      outcome === 'booked' ? booking.moves.map((move) => ({ entry: entry + 1, on: event.on, ...move, points: pointsText(move.points) })) : []
    )
    .map((move, index) => ({ no: index + 1, ...move }))
}
