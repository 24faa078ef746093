import { addMonthsAnchored, dayOf, monthOf, yearOf, type CalendarDate } from '#shared/calendar/calendar_date'

/** A term of a contract, half-open: `endsOn` is the first day of the next term. */
export interface Term {
  no: number
  startsOn: CalendarDate
  endsOn: CalendarDate
}

/** How a contract stands in its series of terms. */
export interface TermPlace {
  /** First day of the contract: what all terms are counted from. */
  startsOn: CalendarDate
  /** First day after the current term. */
  endsOn: CalendarDate
  /** Number of the current term, from 1. */
  termNo: number
  /** The day that terms are counted from when the first one is not made of whole months; null otherwise. */
  baseOn: CalendarDate | null
}

/**
 * Whole calendar months from one day to another, or null when a part of a month is left over.
 * A day that the last month lacks counts as its last day: 31 January to 28 February is one month.
 */
export function wholeMonths(from: CalendarDate, to: CalendarDate): number | null {
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  return months >= 0 && addMonthsAnchored(from, months, dayOf(from)) === to ? months : null
}

/**
 * The day that the coming terms of a contract are counted from, and how many months after it the
 * current term ends. It is the first day of the contract, unless its end does not lie whole months
 * after it: then the end itself becomes the day.
 */
export function baseOfTerms({ startsOn, endsOn, baseOn }: TermPlace): { on: CalendarDate; months: number } {
  for (const on of baseOn ? [baseOn, startsOn] : [startsOn]) {
    const months = wholeMonths(on, endsOn)
    if (months !== null) return { on, months }
  }
  return { on: endsOn, months: 0 }
}

/**
 * The terms that follow the current one, each counted from the first day of the contract, so that a
 * contract that started on a 31st, or on 29 February, comes back to that day whenever there is one.
 *
 * @param months length of a renewal in whole months, 1 or more
 * @throws {RangeError} when `months` is not a positive integer
 */
export function termsAfter(place: TermPlace, months: number, count: number): Term[] {
  if (!Number.isInteger(months) || months < 1) throw new RangeError(`A term lasts one month or more, not ${months}`)
  const base = baseOfTerms(place)
  const boundary = (n: number) => addMonthsAnchored(base.on, base.months + n * months)
  return Array.from({ length: count }, (_, n) => ({ no: place.termNo + n + 1, startsOn: n === 0 ? place.endsOn : boundary(n), endsOn: boundary(n + 1) }))
}

/** The length of the next term in months: what was agreed for renewals, else that of the first term; null when neither says it. */
export function renewalLength(place: TermPlace, termMonths: number | null, renewalMonths: number | null): number | null {
  const length = renewalMonths || termMonths || (place.termNo === 1 ? wholeMonths(place.startsOn, place.endsOn) : null)
  return length || null
}
