import { addMonthsAnchored, daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import type { DueCharge } from '#billing/charge_sources'

/** What a reviewer should look at before anything else. */
export type Anomaly = 'credit' | 'jump' | 'late' | 'first' | 'new' | 'no_tax' | 'blocked' | 'old_price'

/** From when on something is unusual, as the company has chosen. */
export interface Thresholds {
  /** Per cent by which a whole period may differ from the one before. */
  anomalyPercent: number
  /** Days that a bill date may lie before the run's day. */
  lateDays: number
  /** Months after which a price is old; null for never. */
  priceAgeMonths: number | null
  flagsFirst: boolean
  flagsMissingTax: boolean
  flagsBlocked: boolean
}

export const USUAL: Thresholds = { anomalyPercent: 20, lateDays: 45, priceAgeMonths: null, flagsFirst: false, flagsMissingTax: false, flagsBlocked: true }

/**
 * What is unusual about a due charge: money given back, an amount that differs from the last whole
 * period, a bill date long before the run's day, the first charge of its source, no product and no
 * tax code from which the ERP could tell the tax, a blocked customer, a price nobody has touched for long.
 */
export function anomaliesOf(charge: DueCharge, until: CalendarDate, thresholds: Thresholds, isBlocked = false): Anomaly[] {
  const found: Anomaly[] = []
  if (charge.netCents < 0) found.push('credit')
  if (charge.isWholePeriod && charge.previousCents && jumps(charge.previousCents, charge.netCents, thresholds.anomalyPercent)) found.push('jump')
  if (daysBetween(charge.dueOn, until) > thresholds.lateDays) found.push('late')
  if (charge.previousCents === null && charge.kind === 'recurring') found.push(thresholds.flagsFirst ? 'new' : 'first')
  if (thresholds.flagsMissingTax && charge.taxCode === null && charge.productId === null) found.push('no_tax')
  if (thresholds.flagsBlocked && isBlocked) found.push('blocked')
  if (isOldPrice(charge, thresholds.priceAgeMonths)) found.push('old_price')

  return found
}

function jumps(before: number, after: number, percent: number): boolean {
  return Math.abs(after - before) * 100 > Math.abs(before) * percent
}

function isOldPrice({ pricedOn, kind, from }: DueCharge, months: number | null): boolean {
  if (months === null || !pricedOn || kind !== 'recurring') return false

  return addMonthsAnchored(pricedOn, months) < from
}

/** Anomalies that stop the eye; a first charge is news, not a warning, unless the company wants to see it. */
export function isWorrying(anomaly: string): boolean {
  return anomaly !== 'first' && anomaly !== ''
}
