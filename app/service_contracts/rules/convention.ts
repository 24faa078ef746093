import { dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { multiply } from '#shared/money/ratio'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import type { ConventionAsked } from '#service_contracts/rules/change_asked'
import type { Amendment, Anchor, BillingPolicy, ContractEvent, ContractLineTerms, PeriodLength, Proration } from '#service_contracts/rules/contract_line_terms'
import { historyOf } from '#service_contracts/rules/line_history'
import { lengthInMonths, lengthInWholeDays } from '#service_contracts/rules/period_grid'
import { priceOn } from '#service_contracts/rules/price_history'

const PRICE_DECIMALS = 6

/** By which periods a line is billed, and how. */
export interface Convention {
  period: PeriodLength
  anchor: Anchor
  mode: BillingPolicy['mode']
  proration: Proration
}

/** The convention agreed for a day: that of the policy, with what dated changes until then put in its place. */
export function conventionOn({ billing, events = [] }: { billing: BillingPolicy; events?: readonly ContractEvent[] }, on: CalendarDate): Convention {
  const first = { period: billing.period, anchor: billing.anchor ?? { kind: 'start' as const }, mode: billing.mode, proration: billing.proration ?? 'actual' }
  return events
    .filter((event): event is Amendment => event.kind === 'amend' && event.on <= on)
    .reduce((now, { period, anchor, mode, proration }) => ({ period: period ?? now.period, anchor: anchor ?? now.anchor, mode: mode ?? now.mode, proration: proration ?? now.proration }), first)
}

/**
 * Another convention of a line as the amendment that brings it, with what differs alone: the price of a month becomes that of
 * a quarter times three, rounded to the decimals of a unit price. Null when nothing differs.
 *
 * @throws {ContractImpossible} when a change agreed before still waits for its period, or days and months cannot be compared
 *   and the price is to follow
 */
export function conventionAmendment(asked: ConventionAsked, terms: ContractLineTerms): Amendment | null {
  const { on, period, anchor, mode, proration, scalesPrice } = asked
  const now = conventionOn(terms, on)
  const { grids, prices } = historyOf(terms)
  if (grids[grids.length - 1].from > dayNumberOf(on)) throw new ContractImpossible('on', 'convention_waits')
  const change: Amendment = {
    ...{ kind: 'amend', on },
    ...(isSame(now.period, period) ? {} : { period }),
    ...(isSame(now.anchor, anchor) ? {} : { anchor }),
    ...(mode && mode !== now.mode ? { mode } : {}),
    ...(proration && proration !== now.proration ? { proration } : {}),
  }
  if (Object.keys(change).length === 2) return null
  if (!scalesPrice || !change.period) return change

  const [num, den] = comparable(period, now.period)
  const { price } = priceOn(prices, dayNumberOf(on))
  const scaled = decimalText(roundToDecimal(multiply(decimalRatio(parseDecimal(price)), { num, den }), PRICE_DECIMALS))
  return { ...change, price: scaled.includes('.') ? scaled.replace(/\.?0+$/, '') : scaled }
}

function isSame(one: object, other: object): boolean {
  const plain = (value: object) => JSON.stringify(Object.entries(value).filter(([, part]) => part !== undefined).sort())
  return plain(one) === plain(other)
}

function comparable(one: PeriodLength, other: PeriodLength): [bigint, bigint] {
  const [months, monthsBefore] = [lengthInMonths(one), lengthInMonths(other)]
  if (months !== null && monthsBefore !== null) return [BigInt(months), BigInt(monthsBefore)]
  if (months === null && monthsBefore === null) return [BigInt(lengthInWholeDays(one)), BigInt(lengthInWholeDays(other))]
  throw new ContractImpossible('period_unit', 'not_comparable')
}
