import { dateOfDay } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import { billDayOf } from '#service_contracts/rules/bill_date'
import type { BillingBasis, BillingItem } from '#service_contracts/rules/billing_item'
import type { Held } from '#service_contracts/rules/comparison'
import type { BillingPolicy } from '#service_contracts/rules/contract_line_terms'
import { withoutRanges, type DayRange } from '#service_contracts/rules/day_ranges'
import type { LineHistory } from '#service_contracts/rules/line_history'
import { amountOf } from '#service_contracts/rules/line_price'
import { WHOLE } from '#service_contracts/rules/shares'
import type { Stretch } from '#service_contracts/rules/stretch'
import { addWeights, subtractWeights, weightOfStretch, weightWithin, type Weight } from '#service_contracts/rules/weight'

/** Days that are still to be charged. */
interface Missing extends DayRange {
  stretch: Stretch
  weight: Weight
  /** What is left of the stretch, in minor units, when other charges hold the rest. */
  leftover: number | null
}

/**
 * The charges for what the ledger does not hold, billed on or before `target`, in order.
 * Neighbouring stretches of one group and price become one item.
 *
 * @param held what the ledger holds of each stretch
 */
export function chargesFor(
  stretches: readonly Stretch[],
  held: readonly (Held | undefined)[],
  history: LineHistory,
  policy: BillingPolicy,
  target: DayNumber
): BillingItem[] {
  const items: BillingItem[] = []
  for (const missing of missingDays(stretches, held)) {
    const billDay = billDayOf(policy, missing, missing.stretch.under.mode)
    if (billDay > target) continue
    const { line } = missing.stretch
    const amount = missing.leftover ?? amountOf(line, missing.weight.prices)
    if (amount !== 0 && Math.sign(amount) === Math.sign(line.num)) items.push(chargeItem(missing, amount, billDay, history))
  }
  return items
}

function missingDays(stretches: readonly Stretch[], held: readonly (Held | undefined)[]): Missing[] {
  const all: Missing[] = []
  for (const [index, stretch] of stretches.entries()) {
    for (const missing of missingOf(stretch, held[index])) {
      const last = all.at(-1)
      if (last && belongTogether(last, missing)) {
        last.to = missing.to
        last.weight = addWeights(last.weight, missing.weight)
      } else {
        all.push(missing)
      }
    }
  }
  return all
}

/** The last missing days cost what the others leave of the stretch, so that nothing is lost or owed twice. */
function missingOf(stretch: Stretch, held: Held | undefined): Missing[] {
  const { from, to } = stretch
  const { method } = stretch.under
  if (held === undefined) return [{ from, to, stretch, weight: weightOfStretch(stretch), leftover: null }]
  if (stretch.isFlat) return []

  const missing = withoutRanges(stretch, held.days)
  let rest = held.days.reduce((left, days) => subtractWeights(left, weightWithin(stretch, days, method)), weightOfStretch(stretch))
  let owed = held.amount === null ? null : amountOf(stretch.line, weightOfStretch(stretch).prices) - held.amount
  return missing.map((days, index) => {
    const isLast = index === missing.length - 1
    const weight = isLast ? rest : weightWithin(stretch, days, method)
    rest = subtractWeights(rest, weight)
    if (owed !== null && !isLast) owed -= amountOf(stretch.line, weight.prices)
    return { from: days.from, to: days.to, stretch, weight, leftover: isLast ? owed : null }
  })
}

function belongTogether(one: Missing, next: Missing): boolean {
  if (one.leftover !== null || next.leftover !== null) return false
  return one.stretch.group === next.stretch.group && one.stretch.line === next.stretch.line && one.to === next.from
}

function chargeItem(
  { from, to, stretch, weight }: Missing,
  amountMinor: number,
  billDay: DayNumber,
  history: LineHistory
): BillingItem {
  const isWhole = from === stretch.periodFrom && to === stretch.periodTo
  return {
    from: dateOfDay(from),
    to: dateOfDay(to),
    kind: 'recurring',
    amountMinor,
    billDate: dateOfDay(billDay),
    ratio: weight.share,
    corrects: null,
    settlement: null,
    basis: basisOf(stretch, history, isWhole ? 'whole' : stretch.isFlat && weight.share === WHOLE ? 'full' : stretch.under.method.proration),
  }
}

/** What the amount of days of a stretch was computed from. */
export function basisOf(stretch: Stretch, { priceBase }: LineHistory, rule: BillingBasis['rule']): BillingBasis {
  return {
    price: stretch.line.price,
    quantity: stretch.line.quantity,
    priceBase,
    rule,
    periodFrom: dateOfDay(stretch.periodFrom),
    periodTo: dateOfDay(stretch.periodTo),
  }
}
