import { dayNumberOf } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { FOREVER, mergedRanges, type DayRange } from '#service_contracts/rules/day_ranges'

/**
 * The days without service between a suspension and the resumption after it; without a
 * resumption they never end. Periods keep their boundaries meanwhile.
 *
 * @param events sorted by day
 */
export function suspendedDays(events: readonly ContractEvent[]): DayRange[] {
  const ranges: DayRange[] = []
  let from: DayNumber | null = null
  for (const { kind, on } of events) {
    if (kind === 'suspend') from ??= dayNumberOf(on)
    if (kind === 'resume' && from !== null) {
      ranges.push({ from, to: dayNumberOf(on) })
      from = null
    }
  }
  if (from !== null) ranges.push({ from, to: FOREVER })
  return mergedRanges(ranges.filter((range) => range.from < range.to))
}
