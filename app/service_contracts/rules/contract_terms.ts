import { earliest, type CalendarDate } from '#shared/calendar/calendar_date'
import type {
  Anchor,
  BillingPolicy,
  ContractEvent,
  ContractLineTerms,
  PartialPolicy,
  PeriodUnit,
  Proration,
} from '#service_contracts/rules/contract_line_terms'

/** The billing policy as a contract's row holds it. */
export interface PolicyColumns {
  period_unit: PeriodUnit
  period_count: number
  mode: 'advance' | 'arrears'
  anchor: 'start' | 'day_of_month' | 'month_end' | 'calendar' | 'calendar_months'
  anchor_day: number | null
  lead_days: number
  lag_days: number
  first_partial: PartialPolicy
  last_partial: PartialPolicy
  proration: Proration
  free_days: number
  free_periods?: number
  min_invoice_amount?: string | null
}

export interface LineColumns {
  quantity: string
  unit_price: string
  starts_on: CalendarDate
  ends_on: CalendarDate | null
  /** Whether the line has its periods with the contract though it was added later. */
  is_aligned?: boolean | number
  /** Where the line and its contract stand in one row. */
  contract_starts_on?: CalendarDate
}

/** The policy of a contract as the billing rules read it. */
export function billingPolicyOf(row: PolicyColumns): BillingPolicy {
  return {
    period: { unit: row.period_unit, count: row.period_count },
    mode: row.mode,
    anchor: anchorOf(row),
    leadDays: row.lead_days,
    lagDays: row.lag_days,
    firstPartial: row.first_partial,
    lastPartial: row.last_partial,
    proration: row.proration,
    freeDays: row.free_days,
    ...(row.free_periods ? { freePeriods: row.free_periods } : {}),
  }
}

/**
 * The terms of a contract line: its own days, cut at the end of the contract when that
 * comes first. `ends_on` columns are exclusive.
 */
export function lineTerms(
  line: LineColumns,
  contract: PolicyColumns & { currency: string; starts_on?: CalendarDate; billed_until?: CalendarDate | null },
  contractEnd: CalendarDate | null,
  events: readonly ContractEvent[]
): ContractLineTerms {
  const ends = [line.ends_on, contractEnd].filter((day): day is CalendarDate => day !== null)
  return {
    currency: contract.currency,
    price: line.unit_price,
    quantity: line.quantity,
    start: line.starts_on,
    ...(line.is_aligned ? { alignedTo: line.contract_starts_on ?? contract.starts_on } : {}),
    ...(contract.billed_until ? { billedUntil: contract.billed_until } : {}),
    end: ends.length > 0 ? earliest(ends[0], ...ends.slice(1)) : null,
    billing: billingPolicyOf(contract),
    events,
  }
}

function anchorOf({ anchor, anchor_day: day }: PolicyColumns): Anchor {
  return anchor === 'day_of_month' ? { kind: anchor, day: day ?? 1 } : { kind: anchor }
}
