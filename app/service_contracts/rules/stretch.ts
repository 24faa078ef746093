import type { DayNumber } from '#shared/calendar/day_number'
import type { Share } from '#service_contracts/rules/billing_item'
import type { DayRange } from '#service_contracts/rules/day_ranges'
import type { GridFrom } from '#service_contracts/rules/grid_history'
import type { LinePrice } from '#service_contracts/rules/line_price'

/** Days of one period that are billed at one price: the atom of everything that is billed. */
export interface Stretch extends DayRange {
  /** The whole anchored period the days belong to. */
  periodFrom: DayNumber
  periodTo: DayNumber
  under: GridFrom
  line: LinePrice
  share: Share
  /** How many times the price base goes into the period. */
  scale: Share
  /** Carries the whole price however few its days are: `full`, or no proration. */
  isFlat: boolean
  /** Neighbours of one group and price are billed as one item: a long first or last period. */
  group: number
}

/** The index of the first stretch that ends after a day; their number when none does. */
export function firstEndingAfter(stretches: readonly Stretch[], day: DayNumber): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (stretches[middle].to > day) high = middle
    else low = middle + 1
  }
  return low
}
