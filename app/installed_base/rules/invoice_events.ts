import type { Doubt, EventKind } from '#installed_base/rules/item_event'
import { isLent } from '#installed_base/rules/invoicing'
import type { ItemState } from '#installed_base/rules/item_state'
import { compareKeys, serialKey } from '#installed_base/rules/keys'
import { soldOtherwise, statesOn, type InvoiceEvent, type InvoiceLine, type LoanCase } from '#installed_base/rules/loan_case'
import { added, compareQuantities, isSome, taken, type Quantity } from '#installed_base/rules/quantity'
import SoldQuantities from '#installed_base/rules/sold_quantities'

/**
 * Which things on loan or consignment invoices sold, and credit notes took back again. A line means the serial numbers
 * or the order line that it names; one that names none, what ordinary deliveries explain, and otherwise the one loan of its
 * quantity or all loans together. Where that leaves several answers nothing is guessed: a person decides about each of them.
 */
export function invoiceEvents(loans: LoanCase): InvoiceEvent[] {
  const sold = new SoldQuantities([...loans.delivered, ...soldOtherwise(loans)])
  const explained = new Map<string, Quantity>()
  const told: InvoiceEvent[] = []
  for (const line of [...loans.lines].sort(inOrder)) {
    told.push(...(line.isCredit ? credited(line, loans, told, explained) : invoiced(line, loans, told, sold)))
  }
  return told
}

function invoiced(line: InvoiceLine, loans: LoanCase, told: readonly InvoiceEvent[], sold: SoldQuantities): InvoiceEvent[] {
  const lent = () => statesOn(line.on, loans, told).filter((state) => isLent(state) && state.companyId === loans.companyId)
  if (line.serials.length > 0) {
    const named = lent().filter((state) => isNamed(line, state))
    return named.map((state) => eventOf(line, 'invoiced', state, loans))
  }
  const isPartlyExplained = isSome(sold.leftFor(line))
  if (sold.explain(line)) return []

  const open = lent()
  if (line.orderLine === null) return meant(line, open, isPartlyExplained ? 'several' : null, loans)
  const ordered = open.filter((state) => state.orderLine === line.orderLine)
  if (ordered.length > 0) return meant(line, ordered, null, loans)
  return sold.knows(line.orderLine) ? [] : open.map((state) => eventOf(line, 'doubted', state, loans, 'order'))
}

/** Sells those that a line of this quantity means, or asks about all that it may mean. */
function meant(line: InvoiceLine, open: ItemState[], doubt: Doubt | null, loans: LoanCase): InvoiceEvent[] {
  const found = doubt === null ? ofQuantity(open, line.quantity) : null
  if (found) return found.map((state) => eventOf(line, 'invoiced', state, loans))
  return open.map((state) => eventOf(line, 'doubted', state, loans, doubt ?? (open.length > 1 ? 'several' : 'part')))
}

/** What came back of an invoice explains its credit note first; otherwise it takes back what it credits. */
function credited(line: InvoiceLine, loans: LoanCase, told: readonly InvoiceEvent[], explained: Map<string, Quantity>): InvoiceEvent[] {
  const states = new Map(statesOn(line.on, loans, told).map((state) => [state.itemKey, state]))
  const sales = told.filter(({ kind, sourceKey }) => kind === 'invoiced' && line.credits !== null && sourceKey.startsWith(`${line.credits}/`))
  const open = sales.flatMap(({ itemKey }) => states.get(itemKey!) ?? []).filter((state) => state.invoicing.before !== null && state.isOpen)
  const named = line.serials.length > 0 ? open.filter((state) => isNamed(line, state)) : null
  if (named) return named.map((state) => eventOf(line, 'credited', state, loans))

  const back = sales.reduce((sum, { itemKey, quantity }) => added(sum, taken(quantity, states.get(itemKey!)?.quantity ?? '0')), '0')
  const left = taken(back, explained.get(line.credits ?? '') ?? '0')
  if (isSome(left) && compareQuantities(left, line.quantity) >= 0) {
    explained.set(line.credits!, added(explained.get(line.credits!) ?? '0', line.quantity))
    return []
  }
  const meantBy = isSome(left) ? null : ofQuantity(open, line.quantity)
  if (meantBy) return meantBy.map((state) => eventOf(line, 'credited', state, loans))
  return open.map((state) => eventOf(line, 'doubted', state, loans, 'credit'))
}

/** The only one of that quantity, or all when they add up to it; null when neither is so. */
function ofQuantity(states: ItemState[], quantity: Quantity): ItemState[] | null {
  const same = states.filter((state) => compareQuantities(state.quantity, quantity) === 0)
  if (same.length === 1) return same
  const whole = states.reduce((sum, state) => added(sum, state.quantity), '0')
  return compareQuantities(whole, quantity) === 0 ? states : null
}

function isNamed({ serials }: InvoiceLine, { serial }: ItemState): boolean {
  return serial !== null && serials.some((one) => serialKey(one) === serialKey(serial))
}

function eventOf(line: InvoiceLine, kind: EventKind, state: ItemState, { itemIds, companyId }: LoanCase, doubt?: Doubt): InvoiceEvent {
  return {
    id: Number.MAX_SAFE_INTEGER,
    sourceKey: `${line.lineKey}/${itemIds.get(state.itemKey)}`,
    threadKey: state.threadKey,
    itemKey: state.itemKey,
    kind,
    on: line.on,
    isCancelled: false,
    productId: state.productId,
    serial: state.serial,
    companyId,
    quantity: state.quantity,
    place: null,
    orderLine: null,
    facts: { erpInvoiceId: line.erpInvoiceId, ...(doubt ? { doubt } : {}) },
    document: line.document,
    connectionId: line.connectionId,
  }
}

function inOrder(a: InvoiceLine, b: InvoiceLine): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  return Number(a.isCredit) - Number(b.isCredit) || compareKeys(a.lineKey, b.lineKey)
}
