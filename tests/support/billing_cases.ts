import fc from 'fast-check'
import { addDays, calendarDate, daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import type { BilledSegment, BillingItem } from '#service_contracts/rules/billing_item'
import type { Anchor, BillingPolicy, ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'

export const day = calendarDate

/** A monthly line of 100.00 EUR from 1 January 2026, billed in advance, with what a test changes. */
export function lineTerms({ billing, ...terms }: Partial<Omit<ContractLineTerms, 'billing'>> & { billing?: Partial<BillingPolicy> } = {}): ContractLineTerms {
  return {
    currency: 'EUR',
    price: '100.00',
    start: day('2026-01-01'),
    end: null,
    ...terms,
    billing: { period: { unit: 'month', count: 1 }, mode: 'advance', ...billing },
  }
}

/** What a run billed, as the ledger holds it. */
export function toLedger(items: readonly BillingItem[], first = 1): BilledSegment[] {
  return items.map(({ from, to, kind, amountMinor, corrects }, index) => ({
    id: first + index,
    from,
    to,
    kind,
    amountMinor,
    corrects,
  }))
}

/** `from to amount` of each item, for short expectations. */
export function rows(items: readonly BillingItem[]): string[] {
  return items.map(({ from, to, amountMinor }) => `${from} ${to} ${(amountMinor / 100).toFixed(2)}`)
}

/** How often stretches of days stand charged in a ledger, credits taken off: from each day on which that changes to the next. */
export function chargedDays(ledger: readonly BilledSegment[]): { from: string; to: string; times: number }[] {
  const steps = new Map<string, number>()
  for (const { from, to, kind } of ledger) {
    const sign = kind === 'credit' ? -1 : 1
    steps.set(from, (steps.get(from) ?? 0) + sign)
    steps.set(to, (steps.get(to) ?? 0) - sign)
  }
  const days = [...steps.keys()].sort()
  let times = 0
  return days.slice(0, -1).map((from, index) => ({ from, to: days[index + 1], times: (times += steps.get(from)!) }))
}

export function total(items: readonly { amountMinor: number }[]): number {
  return items.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

export const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays(day('2019-12-01'), days))

const anyAnchor: fc.Arbitrary<Anchor> = fc.oneof(
  fc.constant<Anchor>({ kind: 'start' }),
  fc.integer({ min: 1, max: 31 }).map((dayOfMonth): Anchor => ({ kind: 'day_of_month', day: dayOfMonth })),
  fc.constant<Anchor>({ kind: 'month_end' }),
  fc.integer({ min: 1, max: 12 }).map((firstMonth): Anchor => ({ kind: 'calendar', firstMonth })),
  fc.constant<Anchor>({ kind: 'calendar_months' }),
  fc.integer({ min: 1, max: 7 }).map((weekday): Anchor => ({ kind: 'weekday', day: weekday }))
)

export const anyPolicy: fc.Arbitrary<BillingPolicy> = fc.record({
  period: fc.record({
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'half' as const, 'year' as const),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  mode: fc.constantFrom('advance' as const, 'arrears' as const),
  anchor: anyAnchor,
  leadDays: fc.integer({ min: 0, max: 20 }),
  lagDays: fc.integer({ min: -3, max: 20 }),
  firstPartial: fc.constantFrom('short' as const, 'long' as const, 'free' as const, 'full' as const),
  lastPartial: fc.constantFrom('short' as const, 'long' as const, 'free' as const, 'full' as const),
  proration: fc.constantFrom(
    'actual' as const,
    'none' as const,
    'actual_365' as const,
    'actual_360' as const,
    'fixed_30' as const,
    'strict_30_360' as const,
    'by_month_first' as const
  ),
  freeDays: fc.constantFrom(0, 0, 0, 10, 40),
  freePeriods: fc.constantFrom(0, 0, 0, 1, 3),
})

// dear enough that a day of the longest period is seldom less than half a unit of any currency
const anyPrice = fc.integer({ min: 100_000, max: 5_000_000 }).map((cents) => (cents / 100).toFixed(2))

const anyChange: fc.Arbitrary<ContractEvent> = fc.oneof(
  fc.record({ on: anyDay, kind: fc.constant('amend' as const), price: anyPrice }),
  fc.record({ on: anyDay, kind: fc.constant('amend' as const), anchor: anyAnchor }),
  fc.record({ on: anyDay, kind: fc.constant('amend' as const), mode: fc.constantFrom('advance' as const, 'arrears' as const) }),
  fc.record({ on: anyDay, kind: fc.constant('suspend' as const), extendsTerm: fc.boolean() }),
  fc
    .record({ on: anyDay, length: fc.integer({ min: 1, max: 300 }), takenBack: fc.boolean() })
    .map(({ on, length, takenBack }) => ({ on, kind: 'free' as const, to: addDays(on, length), takenBack })),
  fc.record({ on: anyDay, kind: fc.constant('resume' as const) }),
  fc.record({
    on: anyDay,
    kind: fc.constant('terminate' as const),
    credit: fc.constantFrom('credit' as const, 'refund' as const, 'none' as const),
    dayUsed: fc.boolean(),
  }),
  fc.record({
    on: anyDay,
    kind: fc.constant('revalue' as const),
    pct: fc.constantFrom('2.5', '-1', '10'),
    effective: fc.constantFrom('next_period' as const, 'exact' as const),
  })
)

/** Whether each day weighs something: the 31st counts as none where every month has 30 days, the last of a long quarter where a year has 360 or 365, and is credited for nothing. */
export const weighsEachDay = ({ billing: { proration } }: ContractLineTerms): boolean => !['fixed_30', 'strict_30_360', 'actual_360', 'actual_365'].includes(proration ?? 'actual')

/** Lines of every policy with up to four dated changes, and a target up to some years later. */
export const anyTerms: fc.Arbitrary<ContractLineTerms> = fc.record({
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  price: anyPrice,
  quantity: fc.constantFrom('1', '3', '0.5'),
  start: anyDay,
  end: fc.oneof({ weight: 2, arbitrary: fc.constant<CalendarDate | null>(null) }, { weight: 1, arbitrary: fc.integer({ min: 3_000, max: 4_000 }).map((days) => addDays(day('2019-12-01'), days)) }),
  billing: anyPolicy,
  events: fc.array(anyChange, { maxLength: 4 }),
})

/** Periods of days are tried within so many times fewer of them: thousands of the same periods find nothing that a hundred do not. */
const DAYS_ARE_SHORTER = 20
/** So that what happens on the last of those days is due by the target, however late it is billed. */
const DUE_WITHIN_DAYS = 40

/** A day brought nearer to the target where a policy counts in days, so that as much happens to a line within fewer periods. */
export function near(on: CalendarDate, { period }: BillingPolicy, target: CalendarDate): CalendarDate {
  const last = addDays(target, -DUE_WITHIN_DAYS)
  if (period.unit !== 'day' || on >= last) return on
  return addDays(last, -Math.ceil(daysBetween(on, last) / DAYS_ARE_SHORTER))
}

/** A line with all its days brought nearer. */
export function nearTerms({ start, end, events = [], ...terms }: ContractLineTerms, target: CalendarDate): ContractLineTerms {
  const nearer = (on: CalendarDate) => near(on, terms.billing, target)
  const moved = events.map((event) => {
    const on = nearer(event.on)
    return event.kind === 'free' ? { ...event, on, to: later(nearer(event.to), on) } : { ...event, on }
  })
  return { ...terms, start: nearer(start), end: end && nearer(end), events: moved }
}

const later = (to: CalendarDate, on: CalendarDate) => (to > on ? to : addDays(on, 1))
