import { currencyExponent, isCurrency } from '#shared/money/currency'
import { decimalText, parseDecimal, type Decimal } from '#shared/money/decimal'
import { divideBigHalfAwayFromZero, divideHalfAwayFromZero } from '#shared/money/rounding'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { Share } from '#service_contracts/rules/billing_item'
import type { PeriodLength } from '#service_contracts/rules/contract_line_terms'
import type { DayRange } from '#service_contracts/rules/day_ranges'
import { lengthInMonths, lengthInWholeDays, type PeriodGrid } from '#service_contracts/rules/period_grid'
import { daysOfMonthsFrom } from '#service_contracts/rules/proration'
import { WHOLE } from '#service_contracts/rules/shares'

/** A price times a quantity, in minor units: exactly `num / den`. */
export interface LinePrice {
  price: string
  quantity: string
  num: number
  den: number
  /** The same as bigints, where one of the two is not a safe integer. */
  big: { num: bigint; den: bigint } | null
  /** The rounded amount of one whole period, when no scaling is due. */
  wholeAmount: number
}

/**
 * Multiplies a price by a quantity, both decimal text.
 *
 * @param exponent decimals of the currency
 * @throws {BillingRefused} `invalid_price` or `invalid_quantity`
 */
export function linePrice(price: string, quantity: string, exponent: number): LinePrice {
  const unit = readDecimal(price, 'invalid_price', 'price')
  const count = readDecimal(quantity, 'invalid_quantity', 'quantity')
  const shift = exponent - unit.scale - count.scale
  const big = {
    num: unit.unscaled * count.unscaled * 10n ** BigInt(Math.max(0, shift)),
    den: 10n ** BigInt(Math.max(0, -shift)),
  }
  const num = Number(big.num)
  const den = Number(big.den)
  const isSafe = Number.isSafeInteger(num) && Number.isSafeInteger(den)
  const line = { price, quantity, num, den, big: isSafe ? null : big, wholeAmount: Number.NaN }
  line.wholeAmount = roundedOrNaN(line, WHOLE)
  return line
}

/**
 * The amount of a share of a period in minor units: rounded once, halves away from zero.
 *
 * @throws {BillingRefused} `amount_too_large` beyond 2^53
 */
export function amountOf(line: LinePrice, share: Share): number {
  const amount = share === WHOLE ? line.wholeAmount : roundedOrNaN(line, share)
  if (Number.isNaN(amount)) {
    throw new BillingRefused('amount_too_large', `An amount of ${line.quantity} × ${line.price} is too large to be billed`)
  }
  return amount
}

/**
 * How many times the price base goes into a period. Months into months and days into days
 * are exact; where they mix, the actual days of the period and of the base from its first
 * day decide.
 */
export function scaleToPeriod(base: PeriodLength | null, grid: PeriodGrid, period: DayRange): Share {
  if (base === null) return WHOLE

  const baseMonths = lengthInMonths(base)
  if (baseMonths !== null && grid.unit === 'month') return scale(grid.step, baseMonths)

  const days = period.to - period.from
  return scale(days, baseMonths === null ? lengthInWholeDays(base) : daysOfMonthsFrom(period.from, baseMonths))
}

/**
 * The decimals of a currency.
 *
 * @throws {BillingRefused} `unknown_currency`
 */
export function exponentOf(currency: string): number {
  if (isCurrency(currency)) return currencyExponent(currency)
  throw new BillingRefused('unknown_currency', `"${currency}" is not a currency of ISO 4217`)
}

/** Decimal text with the zeros at its end left out, so that 12.50 and 12.5 are one price. */
export function samePrice(one: string, other: string): boolean {
  return one === other || plain(parseDecimal(one)) === plain(parseDecimal(other))
}

function readDecimal(text: string, code: 'invalid_price' | 'invalid_quantity', noun: string): Decimal {
  try {
    return parseDecimal(text)
  } catch (error) {
    throw new BillingRefused(code, `The ${noun} cannot be billed: ${(error as Error).message}`)
  }
}

function plain(value: Decimal): string {
  const text = decimalText(value)
  return value.scale === 0 ? text : text.replace(/\.?0+$/, '')
}

function scale(num: number, den: number): Share {
  return num === den ? WHOLE : { num, den }
}

function roundedOrNaN({ num, den, big }: LinePrice, share: Share): number {
  const value = num * share.num
  const divisor = den * share.den
  if (big === null && Math.abs(value) <= Number.MAX_SAFE_INTEGER && divisor <= Number.MAX_SAFE_INTEGER) {
    return divideHalfAwayFromZero(value, divisor)
  }

  const exact = big ?? { num: BigInt(num), den: BigInt(den) }
  const amount = Number(divideBigHalfAwayFromZero(exact.num * BigInt(share.num), exact.den * BigInt(share.den)))
  return Number.isSafeInteger(amount) ? amount : Number.NaN
}
