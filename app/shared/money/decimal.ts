import { round, type Ratio } from '#shared/money/ratio'

/** A decimal number, exactly: `unscaled / 10^scale`. */
export interface Decimal {
  readonly unscaled: bigint
  readonly scale: number
}

/** More digits than this are a slip of the keyboard, not a price. */
export const MAX_DIGITS = 30

const PATTERN = /^-?\d+(\.\d+)?$/

/**
 * Reads decimal text such as `-12.50`. No exponent, no thousands mark, no blank.
 *
 * @throws {RangeError} when the text is not such a number or has more than 30 digits
 */
export function parseDecimal(text: string): Decimal {
  if (!PATTERN.test(text)) throw new RangeError(`"${shortened(text)}" is not a decimal number`)
  const digits = text.replace('-', '').replace('.', '').length
  if (digits > MAX_DIGITS) throw new RangeError(`"${shortened(text)}" has more than ${MAX_DIGITS} digits`)

  const point = text.indexOf('.')
  return { unscaled: BigInt(text.replace('.', '')), scale: point < 0 ? 0 : text.length - point - 1 }
}

/** Decimal text with as many decimals as `scale` says: `{ 1250n, 2 }` reads `12.50`. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const sign = unscaled < 0n ? '-' : ''
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - scale)}`
}

/** The decimal as a ratio. */
export function decimalRatio({ unscaled, scale }: Decimal): Ratio {
  return { num: unscaled, den: 10n ** BigInt(scale) }
}

/** A ratio with `scale` decimals, rounded once, halves away from zero. */
export function roundToDecimal(value: Ratio, scale: number): Decimal {
  return { unscaled: round({ num: value.num * 10n ** BigInt(scale), den: value.den }), scale }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
