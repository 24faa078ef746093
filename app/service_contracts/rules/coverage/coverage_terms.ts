import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { CoverageClass, LineCategory, Suspension } from '#service_contracts/rules/coverage/coverage_case'
import type { PointsQuote } from '#service_contracts/rules/coverage/points_quote'

export const CONTRACT_STATUSES = ['draft', 'active', 'suspended', 'notice_given', 'ended', 'closed', 'cancelled'] as const
export type CaseContractStatus = (typeof CONTRACT_STATUSES)[number]

/** A contract as coverage sees it: whose, when, what it covers and what was used of its limits. */
export interface CaseContract {
  id: string
  /** What people call it; given back in explanations only. */
  label: string | null
  class: CoverageClass
  customer: string
  /** Whether it also covers what its customer orders for others. */
  coversOrderingParty: boolean
  currency: string
  status: CaseContractStatus
  /** Zone in which its days begin. */
  timeZone: string
  start: CalendarDate
  /** First day without cover, or null while open. */
  end: CalendarDate | null
  /** Days from the start on which nothing is covered yet. */
  waitingDays: number
  /** Which moment must lie in the term; `intervention` falls back on the request. */
  referenceDate: 'request' | 'intervention'
  suspensions: Suspension[]
  onCreditHold: 'cover' | 'suspend'
  /** What is covered by rules that name no item of their own. */
  items: ItemScope[]
  /** Which skills are covered by rules that name none of their own; an empty list covers nothing. */
  skills: SkillScope
  rules: CoverageRule[]
  limits: CoverageLimit[]
  /** What the customer bears first of each event, whatever the category; decimal text. */
  deductible: string | null
  points: PointsQuote | null
}

export type SkillScope = 'all' | string[]

/** What an item rule reaches, from the exact item (6) to everything the customer has (1). */
export type ItemScope =
  | { kind: 'item'; item: string | null; serial: string | null }
  | { kind: 'component'; item: string; path: string }
  | { kind: 'product'; product: string }
  | { kind: 'group'; group: string }
  | { kind: 'site'; site: string; place: string | null }
  | { kind: 'all' }

export interface CoverageRule {
  id: string
  /** Null: the contract's items. */
  item: ItemScope | null
  /** Null: the contract's skills. A rule with both its own item and listed skills is crossed. */
  skills: SkillScope | null
  /** Component paths inside the item that are not covered: `consumables`. */
  excludedComponents: string[]
  categories: CategoryRule[]
  limits: CoverageLimit[]
}

export interface CategoryRule {
  id: string
  category: LineCategory | 'any'
  /** Decimal text, 0 to 100. */
  percent: string
  /** Products or families; empty means every one. */
  included: string[]
  excluded: string[]
  /** The highest price of one unit that is covered; decimal text. */
  unitPriceCeiling: string | null
  /** Whether a dearer unit is covered up to the ceiling or not at all. */
  aboveCeiling: 'cap' | 'refuse'
  /** Calendar outside of which nothing is covered. */
  hours: string | null
  /** Component paths inside the item that this category rule does not cover. */
  excludedComponents: string[]
  deductible: string | null
  limits: CoverageLimit[]
}

export const LIMIT_SPANS = ['event', 'item_period', 'skill_period', 'contract_period', 'contract_life'] as const
export type LimitSpan = (typeof LIMIT_SPANS)[number]

/** How much may be covered: an amount or a quantity, never both on one row. */
export interface CoverageLimit {
  id: string
  per: LimitSpan
  amount: string | null
  quantity: string | null
  /** The unit a quantity limit counts; null counts every unit. */
  unit: string | null
  /** The categories it counts; empty means every one. */
  categories: LineCategory[]
  period: LimitPeriodLength
  used: LimitUse[]
}

export interface LimitPeriodLength {
  unit: 'month' | 'year'
  count: number
  /** Counted from the contract's first day, or by the calendar. */
  from: 'contract' | 'calendar'
}

/** What was used before, reserved amounts included; the key is the item or the skill it was used for. */
export interface LimitUse {
  key: string | null
  figure: string
}
