import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { add, compare, divide, multiply, ratio, subtract, type Ratio } from '#shared/money/ratio'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { PriceMovement, Revaluation } from '#service_contracts/rules/contract_line_terms'

const HUNDRED = ratio(100)

/** The parts of a revaluation that change a price. */
export type PriceChange = Pick<Revaluation, 'pct' | 'index' | 'factor' | 'price' | 'max' | 'min' | 'capPct' | 'floorPct'>

/**
 * The price after a revaluation. The raw percentage is exact, then the floor and the cap act
 * on it, and only the new price is rounded: to the decimals of the old price, or of the
 * currency when those are more. Chained: the price in force is the base, and the index is
 * that of the last revision.
 *
 * @param price            decimal text
 * @param currencyExponent decimals of the currency
 * @throws {BillingRefused} `invalid_event` for a figure that is no number, an index of zero
 *   or a floor above the cap
 */
export function revaluedPrice(price: string, change: PriceChange, currencyExponent: number): string {
  if (change.price !== undefined) return change.price
  const old = parseDecimal(price)
  const factor = add(ratio(1), divide(appliedPct(change), HUNDRED))
  const decimals = Math.max(old.scale, currencyExponent)
  return decimalText(roundToDecimal(multiply(decimalRatio(old), factor), decimals))
}

/**
 * The percentage a revaluation comes to, within its floor and cap.
 *
 * @throws {BillingRefused} `invalid_event`
 */
export function appliedPct(change: PriceChange): Ratio {
  const raw = rawPct(change)
  const floor = change.floorPct === undefined ? null : figure(change.floorPct)
  const cap = change.capPct === undefined ? null : figure(change.capPct)
  if (floor && cap && compare(floor, cap) > 0) {
    throw new BillingRefused('invalid_event', 'A revaluation cannot have a floor above its cap')
  }

  if (floor && compare(raw, floor) < 0) return floor
  return cap && compare(raw, cap) > 0 ? cap : raw
}

function rawPct({ pct, index, factor, max, min }: PriceChange): Ratio {
  if (max !== undefined) return extreme(max, 1)
  if (min !== undefined) return extreme(min, -1)
  if (pct !== undefined) return figure(pct)
  if (factor !== undefined) return multiply(subtract(ratio(BigInt(factor.num), BigInt(factor.den)), ratio(1)), HUNDRED)
  if (index === undefined) throw new BillingRefused('invalid_event', 'A revaluation names a percentage or an index')

  const from = figure(index.from)
  if (from.num <= 0n) throw new BillingRefused('invalid_event', 'The index of reference is greater than zero')
  return multiply(divide(subtract(figure(index.to), from), from), HUNDRED)
}

function extreme(movements: readonly PriceMovement[], sign: 1 | -1): Ratio {
  if (movements.length < 2) throw new BillingRefused('invalid_event', 'A highest or lowest movement is chosen from two or more')
  return movements.map((movement) => rawPct(movement)).reduce((best, one) => (compare(one, best) * sign > 0 ? one : best))
}

function figure(text: string): Ratio {
  try {
    return decimalRatio(parseDecimal(text))
  } catch (error) {
    throw new BillingRefused('invalid_event', `A revaluation cannot be computed: ${(error as Error).message}`)
  }
}
