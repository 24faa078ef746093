import { add, multiply, ratio, round, type Ratio } from '#shared/money/ratio'
import type { MinorUnits } from '#shared/money/money'
import { toSafeInteger } from '#shared/money/rounding'

/** A share of a price; one that was reached keeps the amount it had. */
export interface PriceShare {
  share: Ratio
  pinnedCents: MinorUnits | null
}

/**
 * Splits a price by shares in minor units, by largest remainder: together the parts are the price times the sum of the
 * shares, rounded once, so that shares of one whole are the price exactly. Where remainders are equal the later part gets
 * the unit. Parts that are pinned keep their amount, and the others make up for it as far as that is a matter of rounding;
 * pinned at another price, they count for themselves.
 *
 * @throws {RangeError} for a part beyond 2^53
 */
export function splitPrice(priceCents: MinorUnits, parts: readonly PriceShare[]): MinorUnits[] {
  const price = ratio(BigInt(priceCents))
  const exact = parts.map(({ share }) => multiply(price, share))
  const open = parts.flatMap(({ pinnedCents }, index) => (pinnedCents === null ? [index] : []))
  const cut = exact.map(({ num, den }) => num / den)

  const left = unitsLeft(parts, exact, cut, open)
  const order = [...open].sort((one, other) => byRemainder(exact[other], exact[one]) || other - one)
  if (left < 0n) order.reverse()
  const step = left < 0n ? -1n : 1n
  for (let given = 0n; given < left * step && order.length > 0; given += 1n) cut[order[Number(given % BigInt(order.length))]] += step

  return parts.map(({ pinnedCents }, index) => pinnedCents ?? toSafeInteger(cut[index]))
}

/** What the parts that are cut down lack to their sum; at most one unit for each part. */
function unitsLeft(parts: readonly PriceShare[], exact: readonly Ratio[], cut: readonly bigint[], open: readonly number[]): bigint {
  const sum = (shares: readonly Ratio[]) => round(shares.reduce(add, ratio(0)))
  const given = open.reduce((total, index) => total + cut[index], 0n)
  const pinned = parts.reduce((total, { pinnedCents }) => total + BigInt(pinnedCents ?? 0), 0n)
  const left = sum(exact) - pinned - given
  const isRounding = left <= BigInt(parts.length) && left >= -BigInt(parts.length)

  return isRounding ? left : sum(open.map((index) => exact[index])) - given
}

/** Negative, zero or positive, as the first has the smaller remainder. */
function byRemainder(one: Ratio, other: Ratio): number {
  const difference = (one.num % one.den) * other.den - (other.num % other.den) * one.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
