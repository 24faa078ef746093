import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { CaseContract } from '#service_contracts/rules/coverage/coverage_terms'
import type { HoursCalendar } from '#service_contracts/rules/coverage/covered_hours'

export type LineCategory = 'part' | 'labour' | 'travel' | 'expense'
export const LINE_CATEGORIES: readonly LineCategory[] = ['part', 'labour', 'travel', 'expense']

export type CoverageClass = 'warranty' | 'maintenance' | 'points'
export const COVERAGE_CLASSES: readonly CoverageClass[] = ['warranty', 'maintenance', 'points']

/** Which classes are asked first; those after `billable`, or not named, are not asked at all. */
export const CLASS_ORDER: readonly (CoverageClass | 'billable')[] = ['warranty', 'maintenance', 'points', 'billable']

/** Everything a coverage decision depends on. The same case always gives the same decision. */
export interface CoverageCase {
  id: string | null
  currency: string
  customer: string
  orderingParty: string | null
  /** The customer's deliveries are stopped; contracts say what that means for them. */
  creditHold: boolean
  /** When the request arrived, an instant such as `2026-11-22T10:15:00Z`. */
  requestedAt: string
  /** When the work is done, if it is known. */
  interventionAt: string | null
  /** The skill asked for with its ancestors, the root first; empty when none is known. */
  skill: string[]
  policy: CoveragePolicy
  items: CaseItem[]
  lines: CaseLine[]
  contracts: CaseContract[]
  calendars: HoursCalendar[]
}

export interface CoveragePolicy {
  classOrder: readonly (CoverageClass | 'billable')[]
  /** Whether a percentage is of the whole line or of what earlier contracts left of it. */
  percentOf: 'line' | 'remaining'
}

/** The thing that needs work. Only the facts that are known have to be given. */
export interface CaseItem {
  id: string
  serial: string | null
  product: string | null
  /** Family of the product, or the commercial group; both name the same level. */
  family: string | null
  group: string | null
  site: string | null
  /** Where on the site, from the large to the small: `building A/floor 2`. */
  place: string | null
  /** Items this one is built into, the outermost first. */
  path: string[]
}

/** One thing consumed or to be consumed by the work, at its list amount. */
export interface CaseLine {
  id: string
  item: string | null
  category: LineCategory
  product: string | null
  family: string | null
  /** Place of the part inside the item: `motor/bearing`. */
  component: string | null
  /** Decimal text, greater than zero, at most six decimals. */
  quantity: string
  unit: string | null
  /** Decimal text in major units, not negative. */
  amount: string
  /** When this line was worked, if not at the moment of the case. */
  at: string | null
}

/** Days on which a contract gives nothing, half-open; `to` is null while it lasts. */
export interface Suspension {
  from: CalendarDate
  to: CalendarDate | null
}
