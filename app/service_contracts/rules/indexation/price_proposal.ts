import { dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { compare, divide, multiply, ratio, subtract, type Ratio } from '#shared/money/ratio'
import type { ContractLineTerms, Revaluation } from '#service_contracts/rules/contract_line_terms'
import { chosenFactor, type IndexChoice } from '#service_contracts/rules/indexation/index_choice'
import { indexFactor, indexMonth, type IndexFormula, type IndexLookup, type IndexUsed, type Month } from '#service_contracts/rules/indexation/index_factor'
import { historyOf } from '#service_contracts/rules/line_history'
import { exponentOf } from '#service_contracts/rules/line_price'
import { priceOn } from '#service_contracts/rules/price_history'
import { appliedPct, revaluedPrice } from '#service_contracts/rules/revaluation'

/** How a contract's prices follow time; figures are decimal text, percentages as `2.5`. */
export interface RevaluationPolicy {
  /** A fixed percentage, or null where a formula, a choice or a price that was entered decides. */
  pct: string | null
  formula: IndexFormula | null
  /** The highest or lowest of several movements. */
  choice?: IndexChoice | null
  /** The new price itself as a person entered it, null while nobody has; left out where prices follow something else. */
  entered?: string | null
  /** `chained` measures from the last revaluation, `fixed` from the price last agreed. */
  base: 'chained' | 'fixed'
  /** The index of so many months before the day counts. */
  lagMonths: number
  floorPct: string | null
  capPct: string | null
  /** A change smaller than this, up or down, is left out. */
  thresholdPct: string | null
  effective: 'next_period' | 'exact'
}

export interface PriceProposal {
  outcome: 'proposed' | 'below_threshold' | 'no_change'
  oldPrice: string
  newPrice: string
  /** Percentages of the price in force, decimal text with six decimals. */
  rawPct: string
  appliedPct: string
  used: IndexUsed[]
  isProvisional: boolean
  event: Revaluation
}

/** An index value, or a price to enter, is not there yet. */
export interface MissingIndex {
  outcome: 'missing'
  oldPrice: string
  missing: { index: string; month: Month }[]
  isPriceMissing?: boolean
}

const HUNDRED = ratio(100)
const SHOWN_DECIMALS = 6

/**
 * The price of a line after its revaluation on a day: the raw percentage, then floor and cap
 * on it, then the threshold, and only the price is rounded.
 *
 * @param terms     the line with the dated changes known so far
 * @param baseMonth the month whose index the first price was agreed at
 * @throws {BillingRefused} when the policy or the terms mean nothing
 */
export function priceProposal(
  terms: ContractLineTerms,
  policy: RevaluationPolicy,
  day: CalendarDate,
  baseMonth: Month,
  lookup: IndexLookup
): PriceProposal | MissingIndex {
  const oldPrice = priceOn(historyOf(terms).prices, dayNumberOf(day)).price
  if (policy.entered !== undefined) return enteredPrice(oldPrice, policy.entered, day, policy.effective)
  const base = baseOf(terms, policy, day, baseMonth)
  const month = indexMonth(day, policy.lagMonths)
  const moved = policy.choice
    ? chosenFactor(policy.choice, base.month, month, lookup)
    : policy.formula && indexFactor(policy.formula, base.month, month, lookup)
  if (moved && 'missing' in moved) return { outcome: 'missing', oldPrice, missing: moved.missing }

  const current = decimalRatio(parseDecimal(oldPrice))
  const raw = moved ? pctBetween(current, multiply(decimalRatio(parseDecimal(base.price ?? oldPrice)), moved.factor)) : decimalRatio(parseDecimal(policy.pct ?? '0'))
  const limits = { floorPct: policy.floorPct ?? undefined, capPct: policy.capPct ?? undefined }
  const applied = appliedPct({ factor: factorOf(raw), ...limits })
  const event: Revaluation = { kind: 'revalue', on: day, factor: factorOf(applied), effective: policy.effective }
  const newPrice = revaluedPrice(oldPrice, event, exponentOf(terms.currency))

  return {
    outcome: outcomeOf(applied, policy.thresholdPct, oldPrice, newPrice),
    oldPrice,
    newPrice,
    rawPct: shown(raw),
    appliedPct: shown(applied),
    used: moved ? moved.used : [],
    isProvisional: Boolean(moved?.used.some(({ from, to }) => from.isProvisional || to.isProvisional)),
    event,
  }
}

/** A price that was entered counts as it is: limits and threshold are for movements. */
function enteredPrice(oldPrice: string, price: string | null, day: CalendarDate, effective: RevaluationPolicy['effective']): PriceProposal | MissingIndex {
  if (price === null) return { outcome: 'missing', oldPrice, missing: [], isPriceMissing: true }

  const pct = shown(pctBetween(decimalRatio(parseDecimal(oldPrice)), decimalRatio(parseDecimal(price))))
  const event: Revaluation = { kind: 'revalue', on: day, price, effective }
  return { outcome: outcomeOf(ratio(0), null, oldPrice, price), oldPrice, newPrice: price, rawPct: pct, appliedPct: pct, used: [], isProvisional: false, event }
}

/** The price from which the formula measures, null for the one in force, and the month it was agreed at. */
function baseOf(terms: ContractLineTerms, policy: RevaluationPolicy, day: CalendarDate, baseMonth: Month): { price: string | null; month: Month } {
  const setting = [...(terms.events ?? [])]
    .filter((event) => event.on < day && ((event.kind === 'amend' && event.price !== undefined) || (event.kind === 'revalue' && policy.base === 'chained')))
    .sort((one, other) => (one.on < other.on ? -1 : 1))
    .at(-1)
  if (!setting) return { price: policy.base === 'fixed' ? terms.price : null, month: baseMonth }
  const price = policy.base === 'fixed' && setting.kind === 'amend' ? (setting.price ?? null) : null
  return { price, month: indexMonth(setting.on, policy.lagMonths) }
}

function outcomeOf(applied: Ratio, thresholdPct: string | null, oldPrice: string, newPrice: string): PriceProposal['outcome'] {
  const size = applied.num < 0n ? { num: -applied.num, den: applied.den } : applied
  if (thresholdPct && compare(size, decimalRatio(parseDecimal(thresholdPct))) < 0) return 'below_threshold'
  return compare(decimalRatio(parseDecimal(oldPrice)), decimalRatio(parseDecimal(newPrice))) === 0 ? 'no_change' : 'proposed'
}

/** By how many percent the second price differs from the first; a price of zero never moves. */
function pctBetween(current: Ratio, target: Ratio): Ratio {
  if (current.num === 0n) return ratio(0)
  return multiply(divide(subtract(target, current), current), HUNDRED)
}

function factorOf(pct: Ratio): { num: string; den: string } {
  const { num, den } = reduced({ num: pct.num + pct.den * 100n, den: pct.den * 100n })
  return { num: String(num), den: String(den) }
}

function reduced({ num, den }: Ratio): Ratio {
  let [one, other] = [num < 0n ? -num : num, den]
  while (other > 0n) [one, other] = [other, one % other]
  return one === 0n ? { num: 0n, den: 1n } : { num: num / one, den: den / one }
}

const shown = (pct: Ratio): string => decimalText(roundToDecimal(pct, SHOWN_DECIMALS))
