import type { DayNumber } from '#shared/calendar/day_number'
import type { Share } from '#service_contracts/rules/billing_item'
import type { PeriodLength } from '#service_contracts/rules/contract_line_terms'
import type { DayRange } from '#service_contracts/rules/day_ranges'
import { scaleToPeriod } from '#service_contracts/rules/line_price'
import { boundaryAt, boundaryBefore, type PeriodGrid } from '#service_contracts/rules/period_grid'
import { shareOfPeriod, type ProrationMethod } from '#service_contracts/rules/proration'
import { addShares, multiplyShares, NOTHING, subtractShares } from '#service_contracts/rules/shares'
import type { Stretch } from '#service_contracts/rules/stretch'

/** What days cost: their share of whole periods, and how many prices that makes. */
export interface Weight {
  share: Share
  /** The share times the scale of the price base. */
  prices: Share
}

export const NO_WEIGHT: Weight = { share: NOTHING, prices: NOTHING }

export function addWeights(one: Weight, other: Weight): Weight {
  return { share: addShares(one.share, other.share), prices: addShares(one.prices, other.prices) }
}

export function subtractWeights(one: Weight, other: Weight): Weight {
  return { share: subtractShares(one.share, other.share), prices: subtractShares(one.prices, other.prices) }
}

/** The weight of a whole stretch. */
export function weightOfStretch({ share, scale }: Stretch): Weight {
  return { share, prices: multiplyShares(share, scale) }
}

/** The weight of some of the days of a stretch; a flat one weighs the same whatever is left of it. */
export function weightWithin(stretch: Stretch, days: DayRange, method: ProrationMethod): Weight {
  if (stretch.isFlat || (days.from === stretch.from && days.to === stretch.to)) return weightOfStretch(stretch)

  const period = { from: stretch.periodFrom, to: stretch.periodTo }
  const share = shareOfPeriod(method, stretch.under.grid, period, days)
  return { share, prices: multiplyShares(share, stretch.scale) }
}

/** The weight of any days, period by period of a grid. */
export function weightOver(
  grid: PeriodGrid,
  days: DayRange,
  method: ProrationMethod,
  priceBase: PeriodLength | null
): Weight {
  let weight = NO_WEIGHT
  let k = boundaryBefore(grid, days.from)
  let from: DayNumber = boundaryAt(grid, k)
  while (from < days.to) {
    const to = boundaryAt(grid, (k += 1))
    const within = { from: Math.max(from, days.from), to: Math.min(to, days.to) }
    const share = shareOfPeriod(method, grid, { from, to }, within)
    weight = addWeights(weight, { share, prices: multiplyShares(share, scaleToPeriod(priceBase, grid, { from, to })) })
    from = to
  }
  return weight
}
