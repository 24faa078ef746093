import { decimalRatio, decimalText, parseDecimal } from '#shared/money/decimal'
import { divide, multiply, ratio, type Ratio } from '#shared/money/ratio'

/** Quantities, points and their shares are counted in millionths of a unit. */
export const QUANTITY_DECIMALS = 6
const MILLION = 10n ** BigInt(QUANTITY_DECIMALS)

/**
 * Decimal text as an integer of its smallest unit: `unitsOf('12.5', 2)` is 1250n.
 *
 * @throws {RangeError} for text that is no number or is finer than `scale` decimals
 */
export function unitsOf(text: string, scale: number): bigint {
  return remembered(units, scale, text, readUnits)
}

function readUnits(text: string, scale: number): bigint {
  const decimal = parseDecimal(text)
  if (decimal.scale === scale) return decimal.unscaled
  if (decimal.scale < scale) return decimal.unscaled * 10n ** BigInt(scale - decimal.scale)
  const divisor = 10n ** BigInt(decimal.scale - scale)
  if (decimal.unscaled % divisor !== 0n) throw new RangeError(`"${text}" has more than ${scale} decimals`)
  return decimal.unscaled / divisor
}

/** Millionths of a decimal text. @throws {RangeError} beyond six decimals */
export function millionthsOf(text: string): bigint {
  return unitsOf(text, QUANTITY_DECIMALS)
}

/** Millionths as the shortest decimal text: 2500000n is `2.5`. */
export function millionthsText(value: bigint): string {
  if (value % MILLION === 0n) return (value / MILLION).toString()
  const text = decimalText({ unscaled: value, scale: QUANTITY_DECIMALS })
  return text.replace(/\.?0+$/, '')
}

/** A percentage as a share of one: `80` is 80/100. */
export function shareOf(percent: string): Ratio {
  return remembered(shares, 0, percent, readShare)
}

function readShare(percent: string): Ratio {
  return divide(decimalRatio(parseDecimal(percent)), ratio(100))
}

/** Contracts write the same few figures over and over; each is read once. */
const REMEMBERED = 512
const units = new Map<number, Map<string, bigint>>()
const shares = new Map<number, Map<string, Ratio>>()

function remembered<T>(known: Map<number, Map<string, T>>, scale: number, text: string, read: (text: string, scale: number) => T): T {
  let texts = known.get(scale)
  if (!texts) known.set(scale, (texts = new Map()))
  let value = texts.get(text)
  if (value === undefined) {
    value = read(text, scale)
    if (texts.size >= REMEMBERED) texts.clear()
    texts.set(text, value)
  }
  return value
}

/** The price of a quantity, exactly and in minor units of a currency. */
export function priceOf(unitPrice: string, millionths: bigint, exponent: number): Ratio {
  return multiply(decimalRatio(parseDecimal(unitPrice)), ratio(millionths * 10n ** BigInt(exponent), MILLION))
}

/** A share of a count, rounded up so that a limit never counts less than was used. */
export function shareUp(count: bigint, part: bigint, whole: bigint): bigint {
  return whole === 0n ? count : (count * part + whole - 1n) / whole
}

/** The smaller of two integers. */
export function least(one: bigint, other: bigint): bigint {
  return other < one ? other : one
}
