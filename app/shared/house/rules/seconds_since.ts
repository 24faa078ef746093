import { DateTime } from 'luxon'

/**
 * Whole seconds from an instant to a later one, 0 when it lies in the future; null for null.
 *
 * @param instant as a `*_at` column holds it, UTC
 */
export function secondsSince(instant: string | null, at: DateTime): number | null {
  if (instant === null) return null
  return Math.max(0, Math.round(at.diff(DateTime.fromSQL(instant, { zone: 'utc' }), 'seconds').seconds))
}
