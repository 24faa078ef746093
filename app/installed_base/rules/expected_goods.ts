import type { CalendarDate } from '#shared/calendar/calendar_date'
import { added, isSome, taken, type Quantity } from '#installed_base/rules/quantity'

/** A line of a sales order: `key` is the ERP's identifier, by which deliveries name it. */
export interface OrderedLine {
  key: string
  quantity: Quantity
  orderedOn: CalendarDate | null
  expectedOn: CalendarDate | null
}

/**
 * What is still to come of order lines: what was ordered less what was delivered of it, lines with nothing left gone. The
 * line that is expected first comes first; of those without a day the one that was ordered first.
 */
export function expectedGoods<L extends OrderedLine>(lines: readonly L[], delivered: readonly { key: string; quantity: Quantity }[]): (L & { open: Quantity })[] {
  const came = new Map<string, Quantity>()
  for (const { key, quantity } of delivered) came.set(key, added(came.get(key) ?? '0', quantity))

  const open = lines.map((line) => ({ ...line, open: taken(line.quantity, came.get(line.key) ?? '0') }))
  return open.filter((line) => isSome(line.open)).sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : dayOf(one) > dayOf(other) ? 1 : 0))
}

/** Days that are known sort before `~`. */
const dayOf = ({ expectedOn, orderedOn }: OrderedLine) => expectedOn ?? `~${orderedOn ?? ''}`
