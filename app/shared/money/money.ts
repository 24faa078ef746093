import { currencyExponent } from '#shared/money/currency'
import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { toSafeInteger } from '#shared/money/rounding'

/** An amount in the smallest unit of its currency (cents for EUR, yen for JPY); a safe integer. */
export type MinorUnits = number

/**
 * Reads decimal text in major units: `parseMoney('12.5', 'EUR')` is 1250. An amount finer
 * than the currency is rounded to its unit, halves away from zero.
 *
 * @throws {RangeError} for text that is no number, an unknown currency or an amount beyond 2^53
 */
export function parseMoney(text: string, currency: string): MinorUnits {
  return toSafeInteger(roundToDecimal(decimalRatio(parseDecimal(text)), currencyExponent(currency)).unscaled)
}

/**
 * Writes minor units as decimal text in major units: `moneyText(1250, 'EUR')` is `12.50`.
 *
 * @throws {RangeError} for an unknown currency or an amount that is not a safe integer
 */
export function moneyText(amount: MinorUnits, currency: string): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not an amount in minor units`)
  return decimalText({ unscaled: BigInt(amount), scale: currencyExponent(currency) })
}

/**
 * Splits an amount in equal parts whose sum is the amount exactly; what does not divide goes
 * to the last part. 100.00 in 12 instalments is eleven of 8.33 and one of 8.37.
 *
 * @param parts 1 or more
 * @throws {RangeError} when `parts` is not a positive integer
 */
export function splitEvenly(amount: MinorUnits, parts: number): MinorUnits[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`An amount is split in one part or more, not ${parts}`)
  return splitByWeights(amount, new Array<number>(parts).fill(1))
}

/**
 * Splits an amount in proportion to integer weights; each part is cut towards zero and the
 * remainder goes to the last one, so that the sum is exact.
 *
 * @param weights integers, none negative, not all zero
 * @throws {RangeError} for any other weights
 */
export function splitByWeights(amount: MinorUnits, weights: readonly number[]): MinorUnits[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total <= 0 || weights.some((weight) => !Number.isInteger(weight) || weight < 0)) {
    throw new RangeError('Weights are integers, none negative and not all zero')
  }

  const parts = weights.map((weight) => toSafeInteger((BigInt(amount) * BigInt(weight)) / BigInt(total)))
  parts[parts.length - 1] += amount - parts.reduce((sum, part) => sum + part, 0)
  return parts
}
