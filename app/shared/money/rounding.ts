/**
 * `value / divisor` to the nearest integer, halves away from zero, exactly.
 *
 * @param value   a safe integer
 * @param divisor a safe integer greater than zero
 */
export function divideHalfAwayFromZero(value: number, divisor: number): number {
  const magnitude = Math.abs(value)
  const rest = magnitude % divisor
  const quotient = (magnitude - rest) / divisor + (rest >= divisor - rest ? 1 : 0)
  return value < 0 ? 0 - quotient : quotient
}

/** The same for integers of any size; `divisor` is greater than zero. */
export function divideBigHalfAwayFromZero(value: bigint, divisor: bigint): bigint {
  const magnitude = value < 0n ? -value : value
  const quotient = (2n * magnitude + divisor) / (2n * divisor)
  return value < 0n ? -quotient : quotient
}

/**
 * A bigint as a number that holds it exactly.
 *
 * @throws {RangeError} beyond ±(2^53 − 1)
 */
export function toSafeInteger(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large an amount`)
  return number
}
