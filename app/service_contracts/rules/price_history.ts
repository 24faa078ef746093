import { dayNumberOf } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import type { Amendment, ContractEvent, Revaluation } from '#service_contracts/rules/contract_line_terms'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { nextPeriodStart, type GridFrom } from '#service_contracts/rules/grid_history'
import { linePrice, samePrice, type LinePrice } from '#service_contracts/rules/line_price'
import { revaluedPrice } from '#service_contracts/rules/revaluation'

/** The price in force from a day on. */
export interface PriceFrom {
  from: DayNumber
  line: LinePrice
}

/**
 * Which price holds from which day. Amendments count from their day; revaluations from the
 * next period unless they say `exact`, and change the price that is in force by then.
 *
 * @param exponent decimals of the currency
 */
export function pricesOver(
  first: LinePrice,
  events: readonly ContractEvent[],
  grids: readonly GridFrom[],
  exponent: number
): PriceFrom[] {
  const prices: PriceFrom[] = [{ from: -FOREVER, line: first }]
  for (const { from, event } of effectiveChanges(events, grids)) {
    const { line } = prices[prices.length - 1]
    const price = event.kind === 'revalue' ? revaluedPrice(line.price, event, exponent) : (event.price ?? line.price)
    const quantity = event.kind === 'amend' ? (event.quantity ?? line.quantity) : line.quantity
    putPrice(prices, from, linePrice(price, quantity, exponent))
  }
  return prices
}

/** The price in force on a day. */
export function priceOn(prices: readonly PriceFrom[], day: DayNumber): LinePrice {
  for (let index = prices.length - 1; index > 0; index -= 1) if (prices[index].from <= day) return prices[index].line
  return prices[0].line
}

function effectiveChanges(
  events: readonly ContractEvent[],
  grids: readonly GridFrom[]
): { from: DayNumber; event: Amendment | Revaluation }[] {
  const changes: { from: DayNumber; event: Amendment | Revaluation }[] = []
  for (const event of events) {
    const on = dayNumberOf(event.on)
    if (event.kind === 'amend') changes.push({ from: on, event })
    if (event.kind === 'revalue') {
      changes.push({ from: event.effective === 'exact' ? on : nextPeriodStart(grids, on), event })
    }
  }
  return changes.sort((one, other) => one.from - other.from)
}

function putPrice(prices: PriceFrom[], from: DayNumber, line: LinePrice): void {
  if (prices[prices.length - 1].from === from) prices.pop()
  const before = prices.at(-1)?.line
  if (before && samePrice(before.price, line.price) && samePrice(before.quantity, line.quantity)) return
  prices.push({ from, line })
}
