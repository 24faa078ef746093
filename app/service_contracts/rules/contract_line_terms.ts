import type { CalendarDate } from '#shared/calendar/calendar_date'

export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'

/** A length of time in the calendar: `{ unit: 'month', count: 3 }`. `count` is 1 or more. */
export interface PeriodLength {
  unit: PeriodUnit
  count: number
}

/** Where the boundaries between periods lie; see `gridOf`. */
export type Anchor =
  | { kind: 'start' }
  | { kind: 'day_of_month'; day: number }
  | { kind: 'month_end' }
  | { kind: 'calendar'; firstMonth?: number }
  | { kind: 'calendar_months' }
  | { kind: 'weekday'; day: number }

export type PartialPolicy = 'short' | 'long' | 'free' | 'full'

export type Proration =
  | 'actual'
  | 'none'
  | 'actual_365'
  | 'actual_360'
  | 'fixed_30'
  | 'strict_30_360'
  | 'by_month_first'

export interface BillingPolicy {
  period: PeriodLength
  mode: 'advance' | 'arrears'
  /** `start` when left out. */
  anchor?: Anchor
  /** Days the bill date lies earlier; counts in advance mode only. */
  leadDays?: number
  /** Days the bill date lies later, in either mode. */
  lagDays?: number
  /** `short` when left out. */
  firstPartial?: PartialPolicy
  /** `short` when left out. */
  lastPartial?: PartialPolicy
  /** `actual` when left out. */
  proration?: Proration
  /** For `fixed_30`: how many days every month counts as; 30 when left out. */
  fixedDaysInMonth?: number
  /** Days from the start of the line that cost nothing. */
  freeDays?: number
  /** The first periods that cost nothing; a shorter first period counts as one. */
  freePeriods?: number
  /** Decimal text: less than this is not invoiced alone; see `waitsForMore`. */
  minInvoiceAmount?: string | null
}

/** At once, or from the first boundary on or after the day. */
export type EffectiveFrom = 'exact' | 'next_period'

export interface Amendment {
  on: CalendarDate
  kind: 'amend'
  /** Decimal text. */
  price?: string
  /** Decimal text. */
  quantity?: string
  anchor?: Anchor
  period?: PeriodLength
  /** From the first period on or after the day, as `proration`: no period is billed by two. */
  mode?: BillingPolicy['mode']
  proration?: Proration
}

export interface Suspension {
  on: CalendarDate
  kind: 'suspend'
  /** The end of the line moves by the suspended days. */
  extendsTerm?: boolean
}

/** `on` is the first day with service again. */
export interface Resumption {
  on: CalendarDate
  kind: 'resume'
  /** By how many days the end of the line has moved already because of the suspension before. */
  endMoved?: number
}

/** Days with service that cost nothing: from `on` up to, not including, `to`. */
export interface FreeDays {
  on: CalendarDate
  kind: 'free'
  to: CalendarDate
  /** These days are paid after all, whatever else makes them free by date. */
  takenBack?: boolean
}

/** `on` is the first day without service, or the last day with it when `dayUsed`. */
export interface Termination {
  on: CalendarDate
  kind: 'terminate'
  /** What happens to days already billed: credited, credited to be paid back, or kept. */
  credit?: 'credit' | 'refund' | 'none'
  dayUsed?: boolean
}

/** One movement of a price: a percentage or an index, not both. */
export interface PriceMovement {
  pct?: string
  index?: { from: string; to: string }
}

/** Exactly one of `pct`, `index`, `factor`, `price`, `max` and `min`; every figure is decimal text, percentages as `2.5`. */
export interface Revaluation {
  on: CalendarDate
  kind: 'revalue'
  pct?: string
  index?: { from: string; to: string }
  /** What the price is multiplied by, exactly: two integers as text. */
  factor?: { num: string; den: string }
  /** The price itself: as it was entered, or where an earlier revaluation is put right. */
  price?: string
  /** The highest, or the lowest, of these movements. */
  max?: readonly PriceMovement[]
  min?: readonly PriceMovement[]
  capPct?: string
  floorPct?: string
  /** `next_period` when left out. */
  effective?: EffectiveFrom
}

export type ContractEvent = Amendment | Suspension | Resumption | Termination | Revaluation | FreeDays

/** Everything that decides what one contract line costs and when it is billed. */
export interface ContractLineTerms {
  /** ISO 4217. */
  currency: string
  /** Decimal text in major units: the price of one whole period, or of `priceBase`. */
  price: string
  /** Decimal text; `1` when left out. */
  quantity?: string
  priceBase?: PeriodLength | null
  /** First day of the line. */
  start: CalendarDate
  /** The first day of the contract when the line, added later, has its periods with it; its own start when left out. */
  alignedTo?: CalendarDate
  /** First day no longer billed, or null while the line is open. */
  end?: CalendarDate | null
  /** The first day that is billed from here, where another system billed the days before. */
  billedUntil?: CalendarDate | null
  billing: BillingPolicy
  /** Dated changes; those of one day count in their order here. */
  events?: readonly ContractEvent[]
}
