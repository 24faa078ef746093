import { currencyExponent } from '#shared/money/currency'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { multiply, round, type Ratio } from '#shared/money/ratio'

/**
 * Whether quantity times unit price gives these minor units however halves are rounded, so
 * that an ERP which computes the line itself reaches the same amount.
 *
 * @throws {RangeError} when a factor is no decimal number or the currency is unknown
 */
export function multipliesTo(quantity: string, unitPrice: string, cents: number, currency: string): boolean {
  const { num, den } = inMinorUnits(quantity, unitPrice, currency)
  const distance = num - BigInt(cents) * den

  return 2n * (distance < 0n ? -distance : distance) < den
}

/** Quantity times unit price in minor units, halves away from zero. */
export function lineAmount(quantity: string, unitPrice: string, currency: string): number {
  return Number(round(inMinorUnits(quantity, unitPrice, currency)))
}

/** Decimals a number really needs: `12.3400` needs two. */
export function decimalsNeeded(decimal: string): number {
  return (decimal.split('.')[1] ?? '').replace(/0+$/, '').length
}

function inMinorUnits(quantity: string, unitPrice: string, currency: string): Ratio {
  const [q, p] = [quantity, unitPrice].map((text) => decimalRatio(parseDecimal(text)))
  const product = multiply(q, p)

  return { num: product.num * 10n ** BigInt(currencyExponent(currency)), den: product.den }
}
