const NIGHTLY_SECONDS = 26 * 3600
const TIMES_THE_PAUSE = 3
const LEAST_SECONDS = 900

/**
 * Whether an entity is later than its connection's habits explain: three pauses between
 * readings, or a day and two hours where it is read at night alone. What is read by hand
 * alone is never late.
 *
 * @param lagSeconds since it was last read to the end; null when it never was
 */
export function isLagging(lagSeconds: number | null, habits: { incrementalMinutes: number | null; nightlyAt: string | null }): boolean {
  if (lagSeconds === null) return false
  if (habits.incrementalMinutes !== null) return lagSeconds > Math.max(habits.incrementalMinutes * 60 * TIMES_THE_PAUSE, LEAST_SECONDS)
  return habits.nightlyAt !== null && lagSeconds > NIGHTLY_SECONDS
}
