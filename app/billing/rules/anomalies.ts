import { daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import type { DueCharge } from '#billing/charge_sources'

/** What a reviewer should look at before anything else. */
export type Anomaly = 'credit' | 'jump' | 'late' | 'first'

const LATE_DAYS = 45

/**
 * What is unusual about a due charge: money given back, an amount that differs by more
 * than `percent` from the last whole period, a bill date more than 45 days before the
 * run's day, or the first charge of its source.
 */
export function anomaliesOf(charge: DueCharge, until: CalendarDate, percent: number): Anomaly[] {
  const found: Anomaly[] = []
  if (charge.netCents < 0) found.push('credit')
  if (charge.isWholePeriod && charge.previousCents && jumps(charge.previousCents, charge.netCents, percent)) found.push('jump')
  if (daysBetween(charge.dueOn, until) > LATE_DAYS) found.push('late')
  if (charge.previousCents === null && charge.kind === 'recurring') found.push('first')
  return found
}

function jumps(before: number, after: number, percent: number): boolean {
  return Math.abs(after - before) * 100 > Math.abs(before) * percent
}

/** Anomalies that stop the eye; a first charge is news, not a warning. */
export function isWorrying(anomaly: string): boolean {
  return anomaly !== 'first' && anomaly !== ''
}
