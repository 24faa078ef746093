import type { DayNumber } from '#shared/calendar/day_number'
import type { BillingPolicy } from '#service_contracts/rules/contract_line_terms'
import type { DayRange } from '#service_contracts/rules/day_ranges'

/**
 * The day on which a stretch of days is billed. In advance: its first day, less the lead,
 * plus the lag. In arrears: the day after its last, plus the lag.
 *
 * @param mode that of the period, where a dated change gave it another one than the policy
 */
export function billDayOf(policy: BillingPolicy, { from, to }: DayRange, mode = policy.mode): DayNumber {
  return mode === 'advance' ? from - (policy.leadDays ?? 0) + (policy.lagDays ?? 0) : to + (policy.lagDays ?? 0)
}

/** The last first day (in advance) or last end (in arrears) whose bill date is not after `target`. */
export function billedThrough(policy: BillingPolicy, target: DayNumber, mode = policy.mode): DayNumber {
  return mode === 'advance' ? target + (policy.leadDays ?? 0) - (policy.lagDays ?? 0) : target - (policy.lagDays ?? 0)
}
