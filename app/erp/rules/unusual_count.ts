const FEWEST_BEFORE = 8
/** Makes the median distance of a bell curve's values its standard deviation. */
const TO_DEVIATION = 1.4826
const DEVIATIONS = 5
const LEAST_DISTANCE = 20

/**
 * Whether a run's count lies far from those of the runs before it: further than five
 * deviations from their median, at least half the median and at least twenty records.
 * With fewer than eight runs nothing is unusual.
 */
export function isUnusual(count: number, before: readonly number[]): boolean {
  if (before.length < FEWEST_BEFORE) return false
  const usual = median(before)
  const spread = median(before.map((one) => Math.abs(one - usual))) * TO_DEVIATION

  return Math.abs(count - usual) > Math.max(DEVIATIONS * spread, usual / 2, LEAST_DISTANCE)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
