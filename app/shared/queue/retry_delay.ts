const FIRST_IN_SECONDS = 2
const LONGEST_IN_SECONDS = 600

/**
 * Seconds to wait before a job that failed is tried again: 2, 4, 8 … up to ten minutes,
 * spread by a quarter either way so that jobs which failed together do not return together.
 *
 * @param failures how often it has failed, 1 or more
 * @param chance   a random number from 0 up to, not including, 1
 */
export function retryDelay(failures: number, chance: number): number {
  const base = Math.min(FIRST_IN_SECONDS * 2 ** (Math.max(failures, 1) - 1), LONGEST_IN_SECONDS)
  return Math.max(1, Math.round(base * (0.75 + chance / 2)))
}
