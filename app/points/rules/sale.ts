import { roundToDecimal } from '#shared/money/decimal'
import { currencyExponent } from '#shared/money/currency'
import type { MinorUnits } from '#shared/money/money'
import { toSafeInteger } from '#shared/money/rounding'
import { worthOf } from '#points/rules/liability'
import type { Points } from '#points/rules/points'

/** What some points cost, rounded once to the currency, halves away from zero. @throws {RangeError} for a price that is no number */
export function costOf(points: Points, unitPrice: string | null, currency: string): MinorUnits {
  return toSafeInteger(roundToDecimal(worthOf(points, unitPrice), currencyExponent(currency)).unscaled)
}

/** What is still to be charged of a sale, or given back: a remainder shrinks when its consumption is reversed. */
export function openAmount(expected: MinorUnits, billed: readonly MinorUnits[]): MinorUnits {
  return expected - billed.reduce((sum, cents) => sum + cents, 0)
}
