import { decimalText, parseDecimal } from '#shared/money/decimal'

/**
 * A quantity as decimal text without needless zeros, such as `2.5`; exact, never a float.
 */
export type Quantity = string

/** The shortest text of the same number: `3.0000` is `3`. @throws {RangeError} for text that is no decimal number */
export function quantity(text: string): Quantity {
  const { unscaled, scale } = parseDecimal(text)
  return shortest(unscaled, scale)
}

/** The sum of two quantities, exactly. */
export function added(a: Quantity, b: Quantity): Quantity {
  const [left, right, scale] = aligned(a, b)
  return shortest(left + right, scale)
}

/** What is left of `a` after taking `b`, exactly; negative when `b` is more. */
export function taken(a: Quantity, b: Quantity): Quantity {
  const [left, right, scale] = aligned(a, b)
  return shortest(left - right, scale)
}

/** Below zero when `a` is less than `b`, above when it is more, 0 when they are equal. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const [left, right] = aligned(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** The smaller of two quantities. */
export function smaller(a: Quantity, b: Quantity): Quantity {
  return compareQuantities(a, b) <= 0 ? a : b
}

/** Whether there is anything of it: more than zero. */
export function isSome(a: Quantity): boolean {
  return compareQuantities(a, '0') > 0
}

/** The same quantity without its sign. */
export function magnitude(a: Quantity): Quantity {
  return a.startsWith('-') ? a.slice(1) : a
}

function aligned(a: Quantity, b: Quantity): [bigint, bigint, number] {
  const [left, right] = [parseDecimal(a), parseDecimal(b)]
  const scale = Math.max(left.scale, right.scale)
  return [left.unscaled * 10n ** BigInt(scale - left.scale), right.unscaled * 10n ** BigInt(scale - right.scale), scale]
}

function shortest(unscaled: bigint, scale: number): Quantity {
  const text = decimalText({ unscaled, scale })
  return scale === 0 ? text : text.replace(/\.?0+$/, '')
}
