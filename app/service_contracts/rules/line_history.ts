import { dayNumberOf } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { ContractEvent, ContractLineTerms, PeriodLength } from '#service_contracts/rules/contract_line_terms'
import { FOREVER, mergedRanges, type DayRange } from '#service_contracts/rules/day_ranges'
import { endOfFirstFreeDays, freeRanges } from '#service_contracts/rules/free_days'
import { exponentOf, linePrice, type LinePrice } from '#service_contracts/rules/line_price'
import { pricesOver, type PriceFrom } from '#service_contracts/rules/price_history'
import { gridsOver, type GridFrom } from '#service_contracts/rules/grid_history'
import { suspendedDays } from '#service_contracts/rules/suspension'
import { endOfService, type EndOfService } from '#service_contracts/rules/termination'

/** The terms of a line with its dated changes laid out over time; days are day numbers. */
export interface LineHistory extends EndOfService {
  start: DayNumber
  /** The first day that costs something, and is billed from here. */
  firstPaidDay: DayNumber
  /** Which boundaries hold from which day; the first entry is in force from the start. */
  grids: readonly GridFrom[]
  /** Which price holds from which day; the first entry is in force from the start. */
  prices: readonly PriceFrom[]
  suspended: readonly DayRange[]
  /** Days that are free by a dated agreement. */
  free: readonly DayRange[]
  /** The days of both: periods keep their boundaries, and these days cost nothing. */
  unpaid: readonly DayRange[]
  priceBase: PeriodLength | null
  /** The days of the events, sorted: a correction is billed when its event takes place. */
  eventDays: readonly DayNumber[]
}

const NO_EVENTS: readonly ContractEvent[] = []
const NO_RANGES: readonly DayRange[] = []
const NO_DAYS: readonly DayNumber[] = []

/**
 * Lays out the dated changes of a line over time.
 *
 * @throws {BillingRefused} for a price, quantity, currency or revaluation that means nothing
 */
export function historyOf(terms: ContractLineTerms): LineHistory {
  const start = dayNumberOf(terms.start)
  const events = untilTermination(inOrderOfDay(terms.events ?? NO_EVENTS))
  const exponent = exponentOf(terms.currency)
  const price = linePrice(terms.price, terms.quantity ?? '1', exponent)
  const grids = gridsOver(terms, events)
  const service = endOfService(terms, events, grids)
  const suspended = events.length === 0 ? NO_RANGES : suspendedDays(events)
  const free = events.length === 0 ? NO_RANGES : freeRanges(events)

  return {
    start,
    firstPaidDay: firstPaidDay(terms),
    grids,
    prices: events.length === 0 ? [{ from: -FOREVER, line: price }] : pricesUntil(service, price, events, grids, exponent),
    suspended,
    free,
    unpaid: free.length === 0 ? suspended : mergedRanges([...suspended, ...free]),
    priceBase: terms.priceBase ?? null,
    eventDays: events.length === 0 ? NO_DAYS : events.map(({ on }) => dayNumberOf(on)),
    ...service,
  }
}

function firstPaidDay(terms: ContractLineTerms): DayNumber {
  const first = endOfFirstFreeDays(terms)
  return terms.billedUntil ? Math.max(first, dayNumberOf(terms.billedUntil)) : first
}

/** What happens after a termination changes nothing any more. */
function untilTermination(events: readonly ContractEvent[]): readonly ContractEvent[] {
  const index = events.findIndex(({ kind }) => kind === 'terminate')
  return index < 0 ? events : events.slice(0, index + 1)
}

/** A price that would count from a day after the end of service never counts. */
function pricesUntil(
  { serviceEnd }: EndOfService,
  price: LinePrice,
  events: readonly ContractEvent[],
  grids: readonly GridFrom[],
  exponent: number
): PriceFrom[] {
  return pricesOver(price, events, grids, exponent).filter(({ from }, index) => index === 0 || from < serviceEnd)
}

/** Dated changes by their days; those of one day stay in their order. */
export function inOrderOfDay(events: readonly ContractEvent[]): readonly ContractEvent[] {
  if (events.every((event, index) => index === 0 || events[index - 1].on <= event.on)) return events
  return [...events].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}
