import { mergedRanges, withoutRanges, type DayRange } from '#service_contracts/rules/day_ranges'
import type { LedgerCharge } from '#service_contracts/rules/ledger'
import type { LineHistory } from '#service_contracts/rules/line_history'
import { amountOf } from '#service_contracts/rules/line_price'
import { stretchesPaidInParts } from '#service_contracts/rules/paid_in_parts'
import { needsCap } from '#service_contracts/rules/proration'
import { firstEndingAfter, type Stretch } from '#service_contracts/rules/stretch'
import { surplusAmounts } from '#service_contracts/rules/surplus_amounts'
import { weightOfStretch, type Weight } from '#service_contracts/rules/weight'
import { weightAsBilled, weightIfPart } from '#service_contracts/rules/weight_of_charge'

/** Days of a charge that are owed as charged. */
export interface KeptDays extends DayRange {
  stretch: Stretch
}

/** A charge of the ledger against what its days should cost. */
export interface JudgedCharge {
  charge: LedgerCharge
  kept: KeptDays[]
  /** Live days that should not be charged, or not at this price. */
  surplus: DayRange[]
  /** What the charge was for, where its amount is that of a stretch it overlaps. */
  weight: Weight | null
}

/** What the ledger holds of an expected stretch. */
export interface Held {
  days: DayRange[]
  /** What the charges that hold them amount to after credits for days; null when one of them holds other days too. */
  amount: number | null
}

const NOT_HELD: readonly DayRange[] = []

export interface Comparison {
  /** For each expected stretch; undefined where the ledger holds nothing. */
  held: (Held | undefined)[]
  /** The charges with surplus days. */
  judged: JudgedCharge[]
}

/**
 * Sets the ledger against what is expected, day by day. A day is held when a live charge
 * covers it whose amount is what its own days cost at the price of the stretch; every other
 * live day is surplus, also one that another charge holds. Amounts decide, not invoices, so
 * that history from elsewhere counts.
 *
 * @param stretches sorted and disjoint, reaching to the end of the last charge
 */
export function compareWithLedger(
  stretches: readonly Stretch[],
  charges: readonly LedgerCharge[],
  history: LineHistory
): Comparison {
  const held: (Held | undefined)[] = new Array(stretches.length).fill(undefined)
  const judged: JudgedCharge[] = []
  const paidInParts = stretchesPaidInParts(stretches, charges)
  for (const charge of charges) {
    const inPart = paidInParts.get(charge)
    if (inPart !== undefined) {
      for (const days of charge.live) hold(held, inPart, days, charge, stretches[inPart])
      continue
    }

    const judgement = judge(charge, stretches, held, history)
    if (judgement.surplus.length > 0) judged.push({ ...judgement, surplus: mergedRanges(judgement.surplus) })
  }
  return { held, judged }
}

function judge(
  charge: LedgerCharge,
  stretches: readonly Stretch[],
  held: (Held | undefined)[],
  history: LineHistory
): JudgedCharge {
  const judgement: JudgedCharge = { charge, kept: [], surplus: [], weight: null }
  const billed = weightAsBilled(charge, stretches)
  let first: { index: number; before: Held | undefined } | null = null
  for (const live of charge.live) {
    let from = live.from
    for (let index = firstEndingAfter(stretches, live.from); stretches[index]?.from < live.to; index += 1) {
      const stretch = stretches[index]
      const weight = billed ?? weightIfPart(charge, stretches, index, history)
      if (weight === null) continue

      const days = { from: Math.max(stretch.from, live.from), to: Math.min(stretch.to, live.to) }
      if (needsCap(stretch.under.method) && completesWrongly(held[index], days, charge, stretch)) continue

      for (const kept of withoutRanges(days, held[index]?.days ?? NOT_HELD)) {
        judgement.weight = weight
        judgement.kept.push({ from: kept.from, to: kept.to, stretch })
        first ??= { index, before: held[index] }
        hold(held, index, kept, charge, stretch)
        if (from < kept.from) judgement.surplus.push({ from, to: kept.from })
        from = kept.to
      }
    }
    if (from < live.to) judgement.surplus.push({ from, to: live.to })
  }
  if (first) settleAmount(held, first.index, first.before, judgement, history)
  return judgement
}

/**
 * Where a charge keeps days of one stretch alone and is credited for the others, what will remain of it
 * is known: what is missing of the stretch is then what that leaves, and not a cent beside it.
 */
function settleAmount(
  held: (Held | undefined)[],
  index: number,
  before: Held | undefined,
  judgement: JudgedCharge,
  history: LineHistory
): void {
  const { charge, kept, surplus } = judgement
  const [{ stretch }] = kept
  const isKnown = surplus.length > 0 && before?.amount !== null && history.settlement === null
  if (!isKnown || !needsCap(stretch.under.method) || kept.some((days) => days.stretch !== stretch)) return

  const credits = surplusAmounts({ ...judgement, surplus: mergedRanges(surplus) }, history)
  const amount = credits.reduce((left, credit) => left - credit.amount, charge.remaining + charge.goodwill)
  held[index] = { days: held[index]!.days, amount: amount + (before?.amount ?? 0) }
}

/**
 * Whether days would complete a stretch and miss its price: with a method that counts days
 * generously each part may be right by itself and their sum not.
 */
function completesWrongly(before: Held | undefined, days: DayRange, charge: LedgerCharge, stretch: Stretch): boolean {
  if (before === undefined || before.amount === null) return false

  const [all, ...others] = mergedRanges([...before.days, days])
  if (others.length > 0 || all.from > stretch.from || all.to < stretch.to) return false
  return before.amount + charge.remaining + charge.goodwill !== amountOf(stretch.line, weightOfStretch(stretch).prices)
}

function hold(
  held: (Held | undefined)[],
  index: number,
  days: DayRange,
  charge: LedgerCharge,
  stretch: Stretch
): void {
  const before = held[index]
  const { from, to } = needsCap(stretch.under.method) ? charge.live[0] : charge
  const isOnlyHere = charge.live.length === 1 && from >= stretch.from && to <= stretch.to
  const amount = isOnlyHere ? charge.remaining + charge.goodwill : null
  held[index] = {
    days: before ? mergedRanges([...before.days, days]) : [days],
    amount: amount === null || before?.amount === null ? null : amount + (before?.amount ?? 0),
  }
}
