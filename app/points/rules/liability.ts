import type { CalendarDate } from '#shared/calendar/calendar_date'
import { add, multiply, ratio, type Ratio } from '#shared/money/ratio'
import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import { hasExpired, type HeldLot } from '#points/rules/lot'
import type { Points } from '#points/rules/points'

/** What some points of a lot are worth, exactly, in major units. */
export function worthOf(points: Points, unitValue: string | null): Ratio {
  return unitValue === null ? ratio(0) : multiply(ratio(points, 100), decimalRatio(parseDecimal(unitValue)))
}

/** What is owed to the customer in points that have not expired on a day: decimal text with two decimals. */
export function liabilityOf(lots: readonly HeldLot[], day: CalendarDate): string {
  const total = lots
    .filter(({ expiresOn }) => !hasExpired(expiresOn, day))
    .reduce((sum, { remaining, unitValue }) => add(sum, worthOf(remaining, unitValue)), ratio(0))
  return decimalText(roundToDecimal(total, 2))
}
