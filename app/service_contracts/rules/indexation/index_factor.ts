import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { add, compare, divide, multiply, ratio, type Ratio } from '#shared/money/ratio'
import { BillingRefused } from '#service_contracts/rules/billing_refused'

/** A month in the calendar, `YYYY-MM`. */
export type Month = string

export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export interface IndexValue {
  /** Decimal text. */
  value: string
  isProvisional: boolean
}

/** What an index was in a month; null while it is not published. */
export type IndexLookup = (index: string, month: Month) => IndexValue | null

/** `P1 = P0 × (fixed share + Σ weight × index now ÷ index then)`; the shares add up to 1. */
export interface IndexFormula {
  /** Decimal text, the part of the price that no index moves. */
  fixedShare: string
  terms: { index: string; weight: string }[]
}

export interface IndexUsed {
  index: string
  weight: string
  from: IndexValue & { month: Month }
  to: IndexValue & { month: Month }
  /** Where one of several was chosen: whether it was this one. */
  isChosen?: boolean
}

export type IndexOutcome = { factor: Ratio; used: IndexUsed[] } | { missing: { index: string; month: Month }[] }

/**
 * The factor by which a formula moves a price between two months. A value that is not
 * published is named, never guessed.
 *
 * @throws {BillingRefused} `invalid_event` for shares that do not add up to 1 or an index of zero
 */
export function indexFactor(formula: IndexFormula, from: Month, to: Month, lookup: IndexLookup): IndexOutcome {
  refuseWrongShares(formula)
  const missing: { index: string; month: Month }[] = []
  const used: IndexUsed[] = []
  for (const { index, weight } of formula.terms) {
    const [then, now] = [lookup(index, from), lookup(index, to)]
    if (!then) missing.push({ index, month: from })
    if (!now) missing.push({ index, month: to })
    if (then && now) used.push({ index, weight, from: { ...then, month: from }, to: { ...now, month: to } })
  }
  if (missing.length > 0) return { missing }

  const moved = used.map(({ weight, from: then, to: now }) => multiply(exact(weight), divide(positive(now.value), positive(then.value))))
  return { factor: moved.reduce(add, exact(formula.fixedShare)), used }
}

/**
 * Refuses a formula whose shares do not add up to 1.
 *
 * @throws {BillingRefused} `invalid_event`
 */
export function refuseWrongShares({ fixedShare, terms }: IndexFormula): void {
  const sum = terms.map(({ weight }) => exact(weight)).reduce(add, exact(fixedShare))
  if (compare(sum, ratio(1)) !== 0) throw new BillingRefused('invalid_event', 'The fixed share and the weights of a formula add up to 1')
}

/** The month whose index counts on a day, some months before it. */
export function indexMonth(day: CalendarDate, lagMonths: number): Month {
  return addMonthsAnchored(day, -lagMonths).slice(0, 7)
}

function positive(text: string): Ratio {
  const value = exact(text)
  if (value.num <= 0n) throw new BillingRefused('invalid_event', 'An index is greater than zero')
  return value
}

const exact = (text: string): Ratio => decimalRatio(parseDecimal(text))
