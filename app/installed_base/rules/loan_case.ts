import type { CalendarDate } from '#shared/calendar/calendar_date'
import { isOfInvoice, type ItemEvent } from '#installed_base/rules/item_event'
import type { ItemState } from '#installed_base/rules/item_state'
import { compareKeys } from '#installed_base/rules/keys'
import { smaller, taken, type Quantity } from '#installed_base/rules/quantity'
import type { SoldQuantity } from '#installed_base/rules/sold_quantities'
import { replayThread } from '#installed_base/rules/thread_replay'

/** A line of a posted invoice or credit note about a product that the company has or had on loan. */
export interface InvoiceLine {
  erpInvoiceId: number
  document: string
  connectionId: number
  /** `invoice:connection/invoice`, with which the source keys of its events begin. */
  invoiceKey: string
  lineKey: string
  on: CalendarDate
  isCredit: boolean
  /** Key of the invoice that a credit note takes back. */
  credits: string | null
  quantity: Quantity
  orderLine: string | null
  serials: readonly string[]
}

/** What one company had of one product on loan or consignment, and what it was invoiced. */
export interface LoanCase {
  companyId: number
  lines: readonly InvoiceLine[]
  /** All that happened in each thread in which something was lent. */
  threads: readonly (readonly ItemEvent[])[]
  itemIds: ReadonlyMap<string, number>
  delivered: readonly SoldQuantity[]
}

/** An event as an invoice line tells it. */
export type InvoiceEvent = ItemEvent & { document: string; connectionId?: number }

/** Everything lent as it was at the end of a day, with what invoices before said of it. */
export function statesOn(day: CalendarDate, { threads, itemIds }: LoanCase, told: readonly InvoiceEvent[]): ItemState[] {
  const states = threads.flatMap((events) => {
    const keys = new Set(events.map(({ threadKey }) => threadKey))
    const until = events.filter((event) => event.on <= day && !isOfInvoice(event))
    const items = replayThread([...until, ...told.filter(({ threadKey }) => keys.has(threadKey))], () => false).items
    return [...items.values()].filter(({ itemKey, status }) => itemIds.has(itemKey) && status !== 'voided')
  })
  return states.sort((a, b) => compareKeys(a.itemKey, b.itemKey))
}

/** What became theirs of what was lent without an invoice: people recorded it as bought, or notices told its consumption. */
export function soldOtherwise({ threads, companyId }: LoanCase): SoldQuantity[] {
  return threads.flatMap((events) => {
    const standing = events.filter((event) => !event.isCancelled && event.companyId === companyId)
    const orderLineOf = (itemKey: string | null) => events.find((event) => event.itemKey === itemKey && event.orderLine !== null)?.orderLine ?? null
    const sold = standing
      .filter(({ kind }) => kind === 'bought' || kind === 'consumed')
      .map(({ on, quantity, itemKey, orderLine }) => ({ on, quantity, orderLine: orderLine ?? (itemKey === null ? null : orderLineOf(itemKey)), isByHand: true }))
    for (const { quantity } of standing.filter(({ kind }) => kind === 'unconsumed')) lessen(sold, quantity)
    return sold
  })
}

/** Takes a quantity out of what was sold last. */
function lessen(sold: SoldQuantity[], quantity: Quantity): void {
  let rest = quantity
  for (const one of [...sold].sort((a, b) => (a.on < b.on ? 1 : -1))) {
    const part = smaller(one.quantity, rest)
    one.quantity = taken(one.quantity, part)
    rest = taken(rest, part)
  }
}
