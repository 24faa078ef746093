import { dateOfDay, dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { FOREVER, mergedRanges, withoutRanges, type DayRange } from '#service_contracts/rules/day_ranges'
import { inOrderOfDay } from '#service_contracts/rules/line_history'
import { endOfFirstFreeDays, freeRanges } from '#service_contracts/rules/free_days'
import { extendedEnd, suspendedDays } from '#service_contracts/rules/suspension'

/** Why a day of the term costs nothing here. */
export type UnbilledReason = 'suspended' | 'free' | 'elsewhere'

/** Days of one reason; a day has one, in the order suspended, billed elsewhere, free. */
export interface UnbilledDays extends DayRange {
  reason: UnbilledReason
}

export interface Unbilled {
  days: UnbilledDays[]
  /** The same line if each of its days were billed. */
  served: ContractLineTerms
}

/**
 * The days of a line that cost nothing: suspended, billed by another system before it came
 * here, or free by its policy or by date.
 *
 * @throws {BillingRefused} `invalid_event` for free days that end before they begin
 */
export function unbilledDays(terms: ContractLineTerms): Unbilled {
  const events = inOrderOfDay(terms.events ?? [])
  const start = dayNumberOf(terms.start)
  const suspended = suspendedDays(events)
  const elsewhere = terms.billedUntil ? [{ from: start, to: dayNumberOf(terms.billedUntil) }] : []
  const free = mergedRanges([{ from: start, to: endOfFirstFreeDays(terms) }, ...freeRanges(events)].filter(({ from, to }) => from < to))

  const taken: DayRange[] = []
  const days: UnbilledDays[] = []
  for (const [reason, ranges] of [['suspended', suspended], ['elsewhere', elsewhere], ['free', free]] as const) {
    for (const range of ranges) days.push(...withoutRanges(range, mergedRanges(taken)).map((left) => ({ ...left, reason })))
    taken.push(...ranges)
  }
  return { days, served: everyDayBilled(terms, events) }
}

/**
 * The free days of a line that touch a period, as the explanation of a charge names them.
 *
 * @param to exclusive
 */
export function freeWithin(terms: ContractLineTerms, from: CalendarDate, to: CalendarDate): { from: CalendarDate; to: CalendarDate }[] {
  const [first, last] = [dayNumberOf(from), dayNumberOf(to)]
  return unbilledDays(terms).days.flatMap(({ reason, ...range }) =>
    reason === 'free' && range.from < last && range.to > first ? [{ from: dateOfDay(Math.max(range.from, first)), to: dateOfDay(Math.min(range.to, last)) }] : []
  )
}

function everyDayBilled(terms: ContractLineTerms, events: readonly ContractEvent[]): ContractLineTerms {
  const end = terms.end ? extendedEnd(dayNumberOf(terms.end), events) : FOREVER
  return {
    ...terms,
    end: end < FOREVER ? dateOfDay(end) : null,
    billedUntil: null,
    billing: { ...terms.billing, freeDays: 0, freePeriods: 0 },
    events: events.filter(({ kind }) => kind !== 'suspend' && kind !== 'resume' && kind !== 'free'),
  }
}
