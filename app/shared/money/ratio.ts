import { divideBigHalfAwayFromZero } from '#shared/money/rounding'

/** An exact quotient of two integers; `den` is greater than zero. Reduced or not. */
export interface Ratio {
  readonly num: bigint
  readonly den: bigint
}

/**
 * A ratio from its two integers.
 *
 * @throws {RangeError} when the denominator is zero
 */
export function ratio(num: bigint | number, den: bigint | number = 1n): Ratio {
  const below = BigInt(den)
  if (below === 0n) throw new RangeError('A ratio has no denominator zero')
  return below < 0n ? { num: -BigInt(num), den: -below } : { num: BigInt(num), den: below }
}

export function add(one: Ratio, other: Ratio): Ratio {
  if (one.den === other.den) return { num: one.num + other.num, den: one.den }
  return { num: one.num * other.den + other.num * one.den, den: one.den * other.den }
}

export function subtract(one: Ratio, other: Ratio): Ratio {
  return add(one, { num: -other.num, den: other.den })
}

export function multiply(one: Ratio, other: Ratio): Ratio {
  return { num: one.num * other.num, den: one.den * other.den }
}

/**
 * One ratio over another.
 *
 * @throws {RangeError} when the other is zero
 */
export function divide(one: Ratio, other: Ratio): Ratio {
  return ratio(one.num * other.den, one.den * other.num)
}

/** Negative, zero or positive, as for sorting. */
export function compare(one: Ratio, other: Ratio): number {
  const difference = one.num * other.den - other.num * one.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The nearest integer, halves away from zero. */
export function round({ num, den }: Ratio): bigint {
  return divideBigHalfAwayFromZero(num, den)
}
