import type { CalendarDate } from '#shared/calendar/calendar_date'
import { added, compareQuantities, isSome, smaller, taken, type Quantity } from '#installed_base/rules/quantity'

/** Something that became the company's own without an invoice having said so here. */
export interface SoldQuantity {
  on: CalendarDate
  quantity: Quantity
  orderLine: string | null
  /** A person recorded that a loan was bought, or a notice that it was used; the invoice of it may be older. */
  isByHand: boolean
}

/** What an invoice line may be about other than things on loan: ordinary deliveries and what people recorded as bought. */
export default class SoldQuantities {
  private left: SoldQuantity[]

  constructor(sold: readonly SoldQuantity[]) {
    this.left = sold.map((one) => ({ ...one }))
  }

  /** Whether an ordinary delivery of this order line is known. */
  knows(orderLine: string): boolean {
    return this.left.some((one) => one.orderLine === orderLine && !one.isByHand)
  }

  /** How much is left of what a line of that day may be about. */
  leftFor(line: { on: CalendarDate; orderLine: string | null }): Quantity {
    return this.about(line).reduce((sum, one) => added(sum, one.quantity), '0')
  }

  /** Uses up what explains a line; false, and nothing used, when that is not the whole of it. */
  explain(line: { on: CalendarDate; orderLine: string | null; quantity: Quantity }): boolean {
    if (compareQuantities(this.leftFor(line), line.quantity) < 0) return false
    let rest = line.quantity
    for (const one of this.about(line)) {
      const part = smaller(one.quantity, rest)
      one.quantity = taken(one.quantity, part)
      rest = taken(rest, part)
    }
    return true
  }

  private about(line: { on: CalendarDate; orderLine: string | null }): SoldQuantity[] {
    return this.left.filter((one) => {
      if (!isSome(one.quantity)) return false
      if (one.isByHand) return line.orderLine === null || one.orderLine === null || one.orderLine === line.orderLine
      return line.orderLine === null ? one.on <= line.on : one.orderLine === line.orderLine
    })
  }
}
