import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { LineCategory } from '#service_contracts/rules/coverage/coverage_case'
import type { LimitSpan } from '#service_contracts/rules/coverage/coverage_terms'

/** Why a contract, or a rule of it, did not pay, or did not pay all. */
export const REASON_CODES = [
  'CUSTOMER_MISMATCH',
  'CURRENCY_MISMATCH',
  'NOT_STARTED',
  'EXPIRED',
  'SUSPENDED',
  'WAITING_PERIOD',
  'ITEM_NOT_COVERED',
  'SKILL_NOT_COVERED',
  'COMPONENT_EXCLUDED',
  'CATEGORY_EXCLUDED',
  'OUT_OF_HOURS',
  'PRICE_CEILING',
  'DEDUCTIBLE',
  'LIMIT_QTY',
  'LIMIT_AMOUNT',
  'POINTS_SHORT',
  'LESS_SPECIFIC',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** The whole answer, with everything that was considered. Amounts and quantities are decimal text. */
export interface CoverageDecision {
  id: string | null
  /** Version of the rules that decided. */
  engine: string
  currency: string
  amount: string
  covered: string
  billable: string
  lines: DecidedLine[]
  /** Contracts that were no candidates for any line, by id. */
  rejected: Rejection[]
}

export interface DecidedLine {
  line: string
  item: string | null
  category: LineCategory
  quantity: string
  amount: string
  covered: string
  billable: string
  allocations: Allocation[]
  rejected: Rejection[]
}

export interface Allocation {
  contract: string
  rule: string
  /** The category rule that was applied. */
  category: string
  itemLevel: number
  skillDepth: number
  crossed: boolean
  /** Units of the line counted against quantity limits. */
  quantity: string
  amount: string
  percent: string
  /** What this contract's deductible took off first. */
  deductible: string
  limits: LimitMovement[]
  points: { debit: string; before: string; after: string } | null
}

/** What was left of a limit before and after an allocation. */
export interface LimitMovement {
  limit: string
  per: LimitSpan
  kind: 'amount' | 'quantity'
  unit: string | null
  /** The item or skill it is counted for. */
  key: string | null
  from: CalendarDate | null
  to: CalendarDate | null
  figure: string
  before: string
  after: string
}

export interface Rejection {
  contract: string
  rule: string | null
  category: string | null
  code: ReasonCode
  /** What of the line this reason kept from being covered; null for a whole contract. */
  amount: string | null
  /** The values behind the reason, such as the day a term ended. */
  detail: Record<string, string>
}
