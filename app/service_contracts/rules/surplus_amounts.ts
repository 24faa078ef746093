import type { Share } from '#service_contracts/rules/billing_item'
import type { JudgedCharge } from '#service_contracts/rules/comparison'
import type { DayRange } from '#service_contracts/rules/day_ranges'
import { gridOn } from '#service_contracts/rules/grid_history'
import type { LedgerCharge } from '#service_contracts/rules/ledger'
import type { LineHistory } from '#service_contracts/rules/line_history'
import { amountOf } from '#service_contracts/rules/line_price'
import { isLess, NOTHING } from '#service_contracts/rules/shares'
import { subtractWeights, weightOver, weightWithin, type Weight } from '#service_contracts/rules/weight'

/** Surplus days of a charge and what is credited for them, with the sign of the charge. */
export interface SurplusAmount extends DayRange {
  amount: number
  share: Share
}

/**
 * How much of a charge its surplus days are worth. Where every live day is surplus, all that
 * remains of the charge; else what the charge weighs less what the kept days weigh, at the
 * price it was charged at. Never more than was charged and not yet credited.
 */
export function surplusAmounts(judged: JudgedCharge, history: LineHistory): SurplusAmount[] {
  const { charge, kept, surplus, weight } = judged
  const days = (ranges: readonly DayRange[]) => ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  const limit = limited(charge.remaining, charge.amount)
  const under = gridOn(history.grids, charge.from)
  const overGrid = (range: DayRange) => weightOver(under.grid, range, under.method, history.priceBase)

  if (weight !== null && kept.length > 0) {
    const rest = kept.reduce((left, range) => subtractWeights(left, weightWithin(range.stretch, range, range.stretch.under.method)), weight)
    const open = charge.creditedDays.reduce((left, range) => subtractWeights(left, weightOverKept(range)), rest)
    return surplus.length === 0 ? [] : byWeight(open)
  }

  const isAll = days(surplus) === days(charge.live)
  return surplus.map((range, index) => {
    const isLast = isAll && index === surplus.length - 1
    const part = Math.round((charge.amount * (range.to - range.from)) / (charge.to - charge.from))
    return { ...range, amount: limit(isLast ? charge.remaining : part), share: overGrid(range).share }
  })

  function weightOverKept(range: DayRange): Weight {
    const { grid, method } = kept[0].stretch.under
    return weightOver(grid, range, method, history.priceBase)
  }

  function byWeight(open: Weight): SurplusAmount[] {
    let left = open
    return surplus.map((range, index) => {
      const direct = weightOverKept(range)
      const isLast = index === surplus.length - 1 && days(surplus) + days(kept) === days(charge.live)
      const taken = isLast || isLess(left.prices, direct.prices) ? left : direct
      left = subtractWeights(left, taken)
      const isNothing = !isLess(NOTHING, taken.prices)
      return { ...range, amount: isNothing ? 0 : limit(amountOf(kept[0].stretch.line, taken.prices)), share: taken.share }
    })
  }
}

/** Hands out a charge bit by bit until nothing remains of it. */
function limited(remaining: LedgerCharge['remaining'], charged: number): (wanted: number) => number {
  let left = remaining
  return (wanted) => {
    const given = charged < 0 ? Math.min(0, Math.max(wanted, left)) : Math.max(0, Math.min(wanted, left))
    left -= given
    return given
  }
}
