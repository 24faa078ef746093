import { dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { ContractEvent, Suspension } from '#service_contracts/rules/contract_line_terms'
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

/**
 * The end of a line whose suspensions extend its term: later by every suspended day. While such
 * a suspension goes on the end is unknown. Where the end itself was moved when service began
 * again (`endMoved`), it is not moved twice.
 *
 * @param events sorted by day
 */
export function extendedEnd(end: DayNumber, events: readonly ContractEvent[]): DayNumber {
  let moved = end
  let open: { from: DayNumber; extendsTerm: boolean } | null = null
  for (const event of events) {
    if (event.kind === 'suspend') open ??= { from: dayNumberOf(event.on), extendsTerm: Boolean(event.extendsTerm) }
    if (event.kind !== 'resume' || open === null) continue
    if (open.extendsTerm && event.endMoved === undefined && open.from < moved) moved += dayNumberOf(event.on) - open.from
    open = null
  }
  return open?.extendsTerm && open.from < moved ? FOREVER : moved
}

/**
 * Since when a line is suspended on a day by a suspension that extends its term; null when none does.
 *
 * @param events sorted by day
 */
export function extendingSince(events: readonly ContractEvent[], on: CalendarDate): CalendarDate | null {
  let open: Suspension | null = null
  for (const event of events) {
    if (event.on > on) break
    if (event.kind === 'suspend') open ??= event
    if (event.kind === 'resume') open = null
  }
  return open?.extendsTerm ? open.on : null
}
