import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { toSafeInteger } from '#shared/money/rounding'

/** Points in hundredths of a point, a safe integer: 12.5 points are 1250. */
export type Points = number

/** Decimals a point has. */
export const POINT_DECIMALS = 2

/**
 * Reads points from decimal text: `12.5` is 1250.
 *
 * @throws {RangeError} for text that is no number, has more than two decimals or is beyond 2^53 hundredths
 */
export function parsePoints(text: string): Points {
  const value = parseDecimal(text)
  const points = roundToDecimal(decimalRatio(value), POINT_DECIMALS)
  if (points.unscaled * 10n ** BigInt(value.scale) !== value.unscaled * 100n) {
    throw new RangeError(`"${text}" has more than ${POINT_DECIMALS} decimals; a point has hundredths`)
  }
  return toSafeInteger(points.unscaled)
}

/** Writes points as the shortest decimal text: 1250 is `12.5`, 300 is `3`. */
export function pointsText(points: Points): string {
  const text = decimalText({ unscaled: BigInt(points), scale: POINT_DECIMALS })
  return text.replace(/\.?0+$/, '')
}
