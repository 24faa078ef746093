/** Complete sweeps in a row that must miss a record before the ERP is asked for it by name. */
export const SWEEPS_BEFORE_GONE = 2

const BELIEVABLE_SHARE = 0.95
/** In a short list, such as tax codes, one record is more than 5 %. */
const BELIEVABLE_FEW = 2

/**
 * Whether a sweep that met `size` keys may be believed. One that met less than 95 % of what
 * was there before is more likely an interrupted answer or a lost right than a great clean-up; one or two that are missing are believed as long as some are there.
 */
export function isBelievable(size: number, before: number): boolean {
  return size >= before * BELIEVABLE_SHARE || (size > 0 && before - size <= BELIEVABLE_FEW)
}
