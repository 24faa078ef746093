import { dayNumberOf, isCalendarDate } from '#shared/calendar/calendar_date'
import { parseDecimal } from '#shared/money/decimal'
import { toSafeInteger } from '#shared/money/rounding'
import { billDayOf } from '#service_contracts/rules/bill_date'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { BilledSegment } from '#service_contracts/rules/billing_item'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import type { BilledText, Specification } from '#service_contracts/rules/specification'

/**
 * Refuses dates nobody could mean: days that do not exist, an end or a target before the
 * start. A target before the start is meant where a lead bills the first period by then.
 *
 * @throws {BillingRefused} `invalid_date`, `end_before_start`, `target_before_start` or `invalid_event`
 */
export function refuseMeaninglessDates({ terms, invoiced, until }: Specification): void {
  const { start, end, billing, events = [] } = terms
  const ofEvents = events.flatMap((event) => (event.kind === 'free' ? [event.on, event.to] : [event.on]))
  const days = [start, end ?? start, terms.billedUntil ?? start, until, ...ofEvents, ...invoiced.flatMap(({ from, to }) => [from, to])]
  const wrong = days.find((day) => !isCalendarDate(day))
  if (wrong !== undefined) throw new BillingRefused('invalid_date', `"${wrong}" is not a day in the years 0001 to 9999`)

  if (end && end < start) throw new BillingRefused('end_before_start', `The line ends on ${end}, before it starts on ${start}`)
  const first = dayNumberOf(start)
  const firstBillDay = billing.mode === 'advance' ? billDayOf(billing, { from: first, to: first }) : first
  if (dayNumberOf(until) < Math.min(first, firstBillDay)) {
    throw new BillingRefused('target_before_start', `The target ${until} lies before the start on ${start}`)
  }
  refuseUnmatchedSuspensions(events)
}

/**
 * A row of the history in minor units.
 *
 * @param exponent decimals of the currency
 * @throws {BillingRefused} `invalid_amount` for text that is no amount of this currency
 */
export function segmentOf({ from, to, amount, credited }: BilledText, exponent: number): BilledSegment {
  return {
    from,
    to,
    amountMinor: minorUnitsOf(amount, exponent),
    creditedMinor: credited === undefined ? 0 : minorUnitsOf(credited, exponent),
  }
}

/**
 * Decimal text as minor units.
 *
 * @throws {BillingRefused} `invalid_amount` for text that is no amount of this currency
 */
export function minorUnitsOf(text: string, exponent: number): number {
  try {
    const { unscaled, scale } = parseDecimal(text)
    const divisor = 10n ** BigInt(Math.max(0, scale - exponent))
    if (unscaled % divisor !== 0n) throw new RangeError(`"${text}" is finer than the currency`)
    return toSafeInteger((unscaled / divisor) * 10n ** BigInt(Math.max(0, exponent - scale)))
  } catch (error) {
    throw new BillingRefused('invalid_amount', `This is no amount of the currency: ${(error as Error).message}`)
  }
}

/**
 * Refuses a suspension of what is suspended already, and a resumption of what is not.
 *
 * @throws {BillingRefused} `invalid_event`
 */
export function refuseUnmatchedSuspensions(events: readonly ContractEvent[]): void {
  let isSuspended = false
  for (const { kind, on } of [...events].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))) {
    if (kind !== 'suspend' && kind !== 'resume') continue
    if (isSuspended === (kind === 'suspend')) {
      throw new BillingRefused('invalid_event', `The line cannot ${kind} on ${on}: it is ${isSuspended ? '' : 'not '}suspended`)
    }
    isSuspended = kind === 'suspend'
  }
}
