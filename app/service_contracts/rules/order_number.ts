/** The customer's order number for some days of a contract or of one of its lines. */
export interface OrderNumber {
  id: number
  number: string
  /** Null: for every line. */
  lineId: number | null
  /** First day, null from the beginning. */
  from: string | null
  /** First day no longer, null without end. */
  to: string | null
}

/**
 * The order number that the invoice of a line names for a period: the one of the line before
 * that of the whole contract, and the latest begun by the period's first day.
 */
export function orderNumberFor(orders: readonly OrderNumber[], lineId: number, periodFrom: string): string | null {
  const holding = orders.filter((order) => (order.lineId === null || order.lineId === lineId) && holds(order, periodFrom))
  const best = holding.sort((one, other) => Number(other.lineId !== null) - Number(one.lineId !== null) || compare(other.from, one.from))
  return best[0]?.number ?? null
}

/** Whether two order numbers of the same lines share a day. */
export function overlap(one: OrderNumber, other: OrderNumber): boolean {
  if (one.lineId !== other.lineId) return false
  return (one.from ?? '') < (other.to ?? '9999-12-31') && (other.from ?? '') < (one.to ?? '9999-12-31')
}

function holds({ from, to }: OrderNumber, day: string): boolean {
  return (from === null || from <= day) && (to === null || day < to)
}

function compare(one: string | null, other: string | null): number {
  return (one ?? '') < (other ?? '') ? -1 : (one ?? '') > (other ?? '') ? 1 : 0
}
