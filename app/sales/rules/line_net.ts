import { currencyExponent } from '#shared/money/currency'
import { decimalRatio, decimalText, parseDecimal } from '#shared/money/decimal'
import { multiply, ratio, round, type Ratio } from '#shared/money/ratio'
import { toSafeInteger } from '#shared/money/rounding'

/** What a line is priced by, as decimal text; the discount is in percent of the unit price. */
export interface PricedLine {
  quantity: string
  unitPrice: string
  discountPercent: string | null
}

/**
 * Quantity × unit price − discount in minor units: computed exactly, rounded once, halves away
 * from zero.
 *
 * @throws {RangeError} for text that is no decimal number, an unknown currency or an amount beyond 2^53
 */
export function lineNet({ quantity, unitPrice, discountPercent }: PricedLine, currency: string): number {
  const { num, den } = [quantity, unitPrice].map(decimalOf).reduce(multiply, keptShare(discountPercent))
  return toSafeInteger(round({ num: num * 10n ** BigInt(currencyExponent(currency)), den }))
}

/**
 * The unit price with its discount taken off, exactly: 1249.00 less 7.5 % is `1155.325`. No
 * more decimals than it needs.
 *
 * @throws {RangeError} for text that is no decimal number
 */
export function netUnitPrice({ unitPrice, discountPercent }: Pick<PricedLine, 'unitPrice' | 'discountPercent'>): string {
  const price = parseDecimal(unitPrice)
  const discount = parseDecimal(discountPercent ?? '0')
  const whole = 100n * 10n ** BigInt(discount.scale)
  // a hundred more in the denominator are two decimals more
  return bare(decimalText({ unscaled: price.unscaled * (whole - discount.unscaled), scale: price.scale + discount.scale + 2 }))
}

/** The amounts of lines, together. @throws {RangeError} beyond 2^53 */
export function totalNet(nets: readonly number[]): number {
  return toSafeInteger(nets.reduce((sum, net) => sum + BigInt(net), 0n))
}

/**
 * What an amount weighs at a probability in whole percent, rounded once, halves away from zero.
 */
export function weightedCents(amountCents: number, probability: number): number {
  return toSafeInteger(round({ num: BigInt(amountCents) * BigInt(probability), den: 100n }))
}

function keptShare(discountPercent: string | null): Ratio {
  const { num, den } = decimalOf(discountPercent ?? '0')
  return ratio(100n * den - num, 100n * den)
}

function decimalOf(text: string): Ratio {
  return decimalRatio(parseDecimal(text))
}

function bare(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
