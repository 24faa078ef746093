import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { decimalsNeeded, multipliesTo } from '#erp/rules/line_amount'

/** A line of which the ERP is told quantity and unit price, and that has to come to `netCents` there. */
export interface LineToPrice {
  quantity: string
  unitPrice: string
  netCents: number
}

/**
 * The unit price with no more decimals than the ERP keeps, as long as quantity times price still
 * is the line's amount; null where no such price can be told.
 *
 * @param decimals how many decimals a unit price may have in the ERP
 * @throws {RangeError} when a number is no decimal or the currency is unknown
 */
export function orderPrice({ quantity, unitPrice, netCents }: LineToPrice, decimals: number, currency: string): string | null {
  if (decimalsNeeded(unitPrice) <= decimals) return unitPrice
  const rounded = decimalText(roundToDecimal(decimalRatio(parseDecimal(unitPrice)), decimals))
  return multipliesTo(quantity, rounded, netCents, currency) ? rounded : null
}
