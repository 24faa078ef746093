import { dayNumberOf } from '#shared/calendar/calendar_date'
import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { multiply } from '#shared/money/ratio'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import type { ConventionAsked } from '#service_contracts/rules/change_asked'
import type { Amendment, ContractLineTerms, PeriodLength } from '#service_contracts/rules/contract_line_terms'
import { historyOf } from '#service_contracts/rules/line_history'
import { lengthInMonths, lengthInWholeDays } from '#service_contracts/rules/period_grid'
import { priceOn } from '#service_contracts/rules/price_history'

const PRICE_DECIMALS = 6

/**
 * Other periods of a line as the amendment that brings them: the price of a month becomes that of a quarter
 * times three, rounded to the decimals of a unit price.
 *
 * @throws {ContractImpossible} where days and months cannot be compared and the price is to follow
 */
export function conventionAmendment({ on, period, anchor, scalesPrice }: ConventionAsked, terms: ContractLineTerms): Amendment {
  const change: Amendment = { kind: 'amend', on, period, anchor }
  const before = periodOn(terms, on)
  if (!scalesPrice || (before.unit === period.unit && before.count === period.count)) return change

  const [num, den] = comparable(period, before)
  const { price } = priceOn(historyOf(terms).prices, dayNumberOf(on))
  const scaled = decimalText(roundToDecimal(multiply(decimalRatio(parseDecimal(price)), { num, den }), PRICE_DECIMALS))
  return { ...change, price: scaled.includes('.') ? scaled.replace(/\.?0+$/, '') : scaled }
}

/** The length of the periods in force on a day. */
function periodOn({ billing, events = [] }: ContractLineTerms, on: string): PeriodLength {
  const changed = events.filter((event): event is Amendment => event.kind === 'amend' && event.period !== undefined && event.on <= on)
  return changed.at(-1)?.period ?? billing.period
}

function comparable(one: PeriodLength, other: PeriodLength): [bigint, bigint] {
  const [months, monthsBefore] = [lengthInMonths(one), lengthInMonths(other)]
  if (months !== null && monthsBefore !== null) return [BigInt(months), BigInt(monthsBefore)]
  if (months === null && monthsBefore === null) return [BigInt(lengthInWholeDays(one)), BigInt(lengthInWholeDays(other))]
  throw new ContractImpossible('period_unit', 'not_comparable')
}
