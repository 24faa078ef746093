import type { Share } from '#service_contracts/rules/billing_item'

export const WHOLE: Share = { num: 1, den: 1 }
export const NOTHING: Share = { num: 0, den: 1 }

/** The sum of two shares; a common denominator is kept, so that 3/31 and 4/31 read 7/31. */
export function addShares(one: Share, other: Share): Share {
  if (one.num === 0) return other
  if (other.num === 0) return one
  if (one.den === other.den) return { num: one.num + other.num, den: one.den }
  return simplified(one.num * other.den + other.num * one.den, one.den * other.den)
}

/** One share less another; may be negative. */
export function subtractShares(one: Share, other: Share): Share {
  return addShares(one, { num: -other.num, den: other.den })
}

export function multiplyShares(one: Share, other: Share): Share {
  if (other === WHOLE) return one
  if (one === WHOLE) return other
  return { num: one.num * other.num, den: one.den * other.den }
}

/** Whether the first share is the smaller one. */
export function isLess(one: Share, other: Share): boolean {
  return BigInt(one.num) * BigInt(other.den) < BigInt(other.num) * BigInt(one.den)
}

function simplified(num: number, den: number): Share {
  const divisor = greatestCommonDivisor(Math.abs(num), den)
  return { num: num / divisor, den: den / divisor }
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one || 1 : greatestCommonDivisor(other, one % other)
}
