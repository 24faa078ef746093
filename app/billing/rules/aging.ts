import { daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'

/** How late something is: not yet, or up to 30, 60, 90 days, or longer. */
export const BUCKETS = ['not_due', 'to_30', 'to_60', 'to_90', 'over_90'] as const
export type Bucket = (typeof BUCKETS)[number]

/** The bucket of a due date as of a day; what is due on that very day is not late yet. */
export function bucketOf(dueOn: CalendarDate, on: CalendarDate): Bucket {
  const late = daysBetween(dueOn, on)
  if (late <= 0) return 'not_due'
  if (late <= 30) return 'to_30'
  if (late <= 60) return 'to_60'
  return late <= 90 ? 'to_90' : 'over_90'
}

/** A part of an invoice with what is open of it, minor units; both are below zero on a credit note. */
export interface Instalment {
  dueOn: CalendarDate
  amountCents: number
  openCents: number
}

/**
 * What was open of the instalments of an invoice before something settled `settledCents` of it. The first instalments are
 * settled first, so the last ones open again first; no instalment is open for more than its amount.
 *
 * @param settledCents with the sign of the invoice; of the other sign when a settlement was reversed
 */
export function reopened<I extends Instalment>(instalments: readonly I[], settledCents: number): I[] {
  const before = instalments.map((one) => ({ ...one }))
  const byDay = [...before].sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
  const sign = (byDay.reduce((sum, { amountCents }) => sum + amountCents, 0) || 1) < 0 ? -1 : 1
  let left = settledCents * sign

  for (const one of left > 0 ? byDay.reverse() : byDay) {
    const open = one.openCents * sign
    const room = left > 0 ? Math.max(one.amountCents * sign - open, 0) : Math.max(open, 0)
    const moved = Math.sign(left) * Math.min(Math.abs(left), room)
    one.openCents = (open + moved) * sign
    left -= moved
  }
  return before
}

export interface AgedAmount {
  companyId: number
  company: string
  currency: string
  buckets: Record<Bucket, number>
  /** What is late. */
  lateCents: number
  totalCents: number
}

interface OpenAmount {
  companyId: number
  company: string
  currency: string
  dueOn: CalendarDate
  openCents: number
}

/** What each company owes in each currency, by how late it is; the latest debts come first. */
export function agedAmounts(open: readonly OpenAmount[], on: CalendarDate): AgedAmount[] {
  const aged = new Map<string, AgedAmount>()
  for (const { companyId, company, currency, dueOn, openCents } of open) {
    const key = `${companyId} ${currency}`
    const one = aged.get(key) ?? { companyId, company, currency, buckets: { not_due: 0, to_30: 0, to_60: 0, to_90: 0, over_90: 0 }, lateCents: 0, totalCents: 0 }
    aged.set(key, one)
    const bucket = bucketOf(dueOn, on)
    one.buckets[bucket] += openCents
    one.totalCents += openCents
    if (bucket !== 'not_due') one.lateCents += openCents
  }
  return [...aged.values()].sort((one, other) => other.lateCents - one.lateCents || other.totalCents - one.totalCents || one.company.localeCompare(other.company))
}
