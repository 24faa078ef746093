import { dayNumberOf } from '#shared/calendar/calendar_date'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { BilledSegment } from '#service_contracts/rules/billing_item'
import { mergedRanges, withoutRanges, type DayRange } from '#service_contracts/rules/day_ranges'

/** A charge of the ledger with what was credited of it since. */
export interface LedgerCharge extends DayRange {
  id: string | number | null
  /** Minor units, as charged. */
  amount: number
  /** Credited without naming days: only limits what can still be credited. */
  goodwill: number
  /** Charged less everything credited. */
  remaining: number
  creditedDays: DayRange[]
  /** The days that are charged and not credited. */
  live: DayRange[]
}

/**
 * Reads the billed ledger of a line: its charges, sorted by their first day, each with the
 * credits that correct it.
 *
 * @throws {BillingRefused} `invalid_history` for a row without days or a credit of nothing
 */
export function readLedger(billed: readonly BilledSegment[]): LedgerCharge[] {
  const charges: LedgerCharge[] = []
  const credits: BilledSegment[] = []
  for (const segment of billed) {
    if (segment.from >= segment.to) {
      throw new BillingRefused('invalid_history', `The history has no days from ${segment.from} to ${segment.to}`)
    }
    if (isCredit(segment)) credits.push(segment)
    else charges.push(chargeOf(segment))
  }

  charges.sort((one, other) => one.from - other.from)
  for (const credit of credits) applyCredit(charges, credit)
  return charges
}

function isCredit({ kind, amountMinor }: BilledSegment): boolean {
  return kind === undefined ? amountMinor < 0 : kind === 'credit'
}

function chargeOf(segment: BilledSegment): LedgerCharge {
  const days = { from: dayNumberOf(segment.from), to: dayNumberOf(segment.to) }
  const sign = segment.amountMinor < 0 ? -1 : 1
  const goodwill = sign * (segment.creditedMinor ?? 0)
  if (goodwill * sign < 0 || goodwill * sign > segment.amountMinor * sign) {
    throw new BillingRefused('invalid_history', `From ${segment.from} more was credited than charged`)
  }
  return {
    ...days,
    id: segment.id ?? null,
    amount: segment.amountMinor,
    goodwill,
    remaining: segment.amountMinor - goodwill,
    creditedDays: [],
    live: [days],
  }
}

/** A credit that names no charge belongs to the one whose price of those days comes nearest. */
function applyCredit(charges: LedgerCharge[], credit: BilledSegment): void {
  const days = { from: dayNumberOf(credit.from), to: dayNumberOf(credit.to) }
  const covering = charges.filter(({ live }) => live.some(({ from, to }) => from <= days.from && days.to <= to))
  const named = credit.corrects === undefined || credit.corrects === null ? null : credit.corrects
  const charge =
    named === null
      ? covering.sort((one, other) => distance(one, days, credit) - distance(other, days, credit)).at(0)
      : charges.find(({ id }) => id === named)
  if (!charge) {
    throw new BillingRefused('invalid_history', `The credit from ${credit.from} to ${credit.to} corrects no charge`)
  }

  charge.remaining += credit.amountMinor
  charge.creditedDays = mergedRanges([...charge.creditedDays, days])
  charge.live = withoutRanges(charge, charge.creditedDays)
}

function distance(charge: LedgerCharge, days: DayRange, credit: BilledSegment): number {
  return Math.abs((charge.amount * (days.to - days.from)) / (charge.to - charge.from) + credit.amountMinor)
}

/**
 * Refuses a history that charges a day twice.
 *
 * @throws {BillingRefused} `overlapping_history`
 */
export function refuseOverlaps(charges: readonly LedgerCharge[]): void {
  let previousEnd = Number.NEGATIVE_INFINITY
  const ranges = charges.flatMap(({ live }) => live)
  for (const { from, to } of ranges.sort((one, other) => one.from - other.from)) {
    if (from < previousEnd) throw new BillingRefused('overlapping_history', 'The history charges the same days twice')
    previousEnd = to
  }
}
