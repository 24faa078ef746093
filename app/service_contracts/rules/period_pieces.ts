import type { Share } from '#service_contracts/rules/billing_item'
import { withoutRanges, type DayRange } from '#service_contracts/rules/day_ranges'
import type { GridFrom } from '#service_contracts/rules/grid_history'
import type { LineHistory } from '#service_contracts/rules/line_history'
import { amountOf, scaleToPeriod } from '#service_contracts/rules/line_price'
import { priceOn } from '#service_contracts/rules/price_history'
import { needsCap, shareOfPeriod } from '#service_contracts/rules/proration'
import { multiplyShares, WHOLE } from '#service_contracts/rules/shares'
import type { Stretch } from '#service_contracts/rules/stretch'

/**
 * Cuts the billed days of one period where the price changes and where the service was
 * suspended or is free. A flat period is not cut by prices: the one in force on its first billed day
 * counts, and is owed once, on the first days that are neither suspended nor free.
 *
 * @param period the whole anchored period
 * @param days   its billed days, free days left out
 */
export function piecesOf(
  history: LineHistory,
  period: DayRange,
  days: DayRange,
  under: GridFrom,
  isFullStub: boolean,
  group: number
): Stretch[] {
  const { method } = under
  const isFlat = isFullStub || method.proration === 'none'
  const served = withoutRanges(days, history.unpaid)
  if (served.length === 0) return []

  const ranges = isFlat ? served.slice(0, 1) : cutByPrices(served, history)
  const scale = scaleToPeriod(history.priceBase, under.grid, period)
  const pieces = ranges.map(({ from, to }) => ({
    from,
    to,
    periodFrom: period.from,
    periodTo: period.to,
    under,
    line: priceOn(history.prices, from),
    share: isFlat ? WHOLE : shareOfPeriod(method, under.grid, period, { from, to }),
    scale,
    isFlat,
    group,
  }))
  return pieces.length > 1 && needsCap(method) ? withoutExcess(pieces) : pieces
}

function cutByPrices(ranges: DayRange[], { prices }: LineHistory): DayRange[] {
  if (prices.length === 1) return ranges

  return ranges.flatMap(({ from, to }) => {
    const cuts = prices.map((price) => price.from).filter((day) => from < day && day < to)
    return [from, ...cuts].map((begin, index) => ({ from: begin, to: cuts[index] ?? to }))
  })
}

/** Days that a method counts generously never add up to more than the whole price. */
function withoutExcess(pieces: Stretch[]): Stretch[] {
  let used = 0
  const capped = pieces.map((piece) => {
    const share: Share = { num: Math.min(piece.share.num, piece.share.den - used), den: piece.share.den }
    used += share.num
    return { ...piece, share }
  })
  return capped.every(({ line }) => line === pieces[0].line) ? withoutExcessCent(capped) : capped
}

/** Nor do their amounts, each rounded by itself: the last one is what the others leave of the price. */
function withoutExcessCent(pieces: Stretch[]): Stretch[] {
  const [{ line, scale }] = pieces
  const whole = amountOf(line, scale)
  const others = pieces.slice(0, -1)
  const last = pieces[pieces.length - 1]
  const before = others.reduce((sum, piece) => sum + costOf(piece), 0)
  if (Math.abs(before + costOf(last)) <= Math.abs(whole)) return pieces

  return [...others, { ...last, share: { num: Math.abs(whole - before), den: Math.abs(whole) } }]
}

const costOf = ({ line, share, scale }: Stretch): number => amountOf(line, multiplyShares(share, scale))
