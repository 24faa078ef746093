import type { LedgerCharge } from '#service_contracts/rules/ledger'
import type { LineHistory } from '#service_contracts/rules/line_history'
import { amountOf } from '#service_contracts/rules/line_price'
import { boundaryFrom } from '#service_contracts/rules/period_grid'
import { WHOLE } from '#service_contracts/rules/shares'
import { firstEndingAfter, type Stretch } from '#service_contracts/rules/stretch'
import { addWeights, weightOfStretch, weightOver, type Weight } from '#service_contracts/rules/weight'

/**
 * What a charge was for when it is exactly what would be billed for its days today: one
 * stretch, or several neighbours at one price. Null when it is not.
 */
export function weightAsBilled(charge: LedgerCharge, stretches: readonly Stretch[]): Weight | null {
  let index = firstEndingAfter(stretches, charge.from)
  const first = stretches[index]
  if (first === undefined || first.from !== charge.from) return null

  let weight = weightOfStretch(first)
  let { to } = first
  while (to < charge.to) {
    const next = stretches[(index += 1)]
    if (next === undefined || next.from !== to || next.line !== first.line) return null
    weight = addWeights(weight, weightOfStretch(next))
    to = next.to
  }
  return to === charge.to && isAmount(charge, first, weight) ? weight : null
}

/**
 * What a charge was for when its days are billed otherwise today, but it was for the price
 * of one stretch: a period that was cut since, or several. Null when it was for another price.
 */
export function weightIfPart(
  charge: LedgerCharge,
  stretches: readonly Stretch[],
  index: number,
  history: LineHistory
): Weight | null {
  const stretch = stretches[index]
  const { under, periodFrom, periodTo } = stretch
  if (charge.from < under.from) return null

  const isWithinPeriod = periodFrom <= charge.from && charge.to <= periodTo
  if (stretch.isFlat && isWithinPeriod) {
    const weight = { share: WHOLE, prices: stretch.scale }
    return isAmount(charge, stretch, weight) ? weight : null
  }
  if (!isWithinPeriod && !spansWholeOnes(charge, stretches, stretch, history)) return null

  const weight = weightOver(under.grid, charge, under.method, history.priceBase)
  return isAmount(charge, stretch, weight) ? weight : null
}

/** A charge over several periods begins and ends where a period or a stretch does, or begins with the line. */
function spansWholeOnes(
  { from, to }: LedgerCharge,
  stretches: readonly Stretch[],
  { under }: Stretch,
  { firstPaidDay }: LineHistory
): boolean {
  const beginsOne = from <= firstPaidDay || boundaryFrom(under.grid, from) === from || stretches[firstEndingAfter(stretches, from)]?.from === from
  return beginsOne && (boundaryFrom(under.grid, to) === to || stretches[firstEndingAfter(stretches, to - 1)]?.to === to)
}

function isAmount({ amount, goodwill }: LedgerCharge, { line }: Stretch, { prices }: Weight): boolean {
  const expected = amountOf(line, prices)
  return amount === expected || amount - goodwill === expected
}
