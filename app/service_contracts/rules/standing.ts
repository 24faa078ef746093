import { dateOfDay, dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { extendedEnd, suspendedDays } from '#service_contracts/rules/suspension'

export interface Standing {
  status: 'active' | 'suspended' | 'ended'
  /** The day from which it may be another; null when nothing is agreed that would change it. */
  until: CalendarDate | null
}

export interface LineSpan {
  /** First day without service, null when none is agreed. */
  end: CalendarDate | null
  /** Sorted by day. */
  events: readonly ContractEvent[]
}

/**
 * How a contract in force stands on a day: ended when no line has service any more,
 * suspended when every line that goes on is suspended, active otherwise. What is agreed
 * for a later day counts from that day.
 */
export function standingOn(lines: readonly LineSpan[], today: CalendarDate): Standing {
  const day = dayNumberOf(today)
  const spans = lines.map(({ end, events }) => ({ end: serviceEnd(end, events), breaks: suspendedDays(events) }))
  const running = spans.filter(({ end }) => end > day)
  const isSuspended = running.every(({ breaks }) => breaks.some(({ from, to }) => from <= day && day < to))

  const turns = spans.flatMap(({ end, breaks }) => [end, ...breaks.flatMap(({ from, to }) => [from, to])])
  const next = Math.min(FOREVER, ...turns.filter((turn) => turn > day))
  const status = running.length === 0 && lines.length > 0 ? 'ended' : isSuspended && lines.length > 0 ? 'suspended' : 'active'
  return { status, until: next < FOREVER ? dateOfDay(next) : null }
}

function serviceEnd(end: CalendarDate | null, events: readonly ContractEvent[]): DayNumber {
  const terminated = events.flatMap((event) => (event.kind === 'terminate' ? [dayNumberOf(event.on) + (event.dayUsed ? 1 : 0)] : []))
  return Math.min(end ? extendedEnd(dayNumberOf(end), events) : FOREVER, ...terminated)
}
