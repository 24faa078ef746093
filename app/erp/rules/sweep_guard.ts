/** Complete sweeps in a row that must miss a record before the ERP is asked for it by name. */
export const SWEEPS_BEFORE_GONE = 2

const BELIEVABLE_SHARE = 0.95

/**
 * Whether a sweep that met `size` keys may be believed. One that met less than 95 % of what
 * was there before is more likely an interrupted answer or a lost right than a great clean-up.
 */
export function isBelievable(size: number, before: number): boolean {
  return size >= before * BELIEVABLE_SHARE
}
