import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ErpDeliveryKind } from '#contracts/erp_records'
import { isConsumption, type EventKind, type ItemEvent } from '#installed_base/rules/item_event'
import { quantityThread, serialKey, serialThread } from '#installed_base/rules/keys'
import { added, compareQuantities, isSome, magnitude, quantity, taken, type Quantity } from '#installed_base/rules/quantity'

/** A document that moves goods, or sells what is on consignment, as the ERP tells it, with the company it concerns here. */
export interface DeliveryDocument {
  connectionId: number
  deliveryId: number
  externalId: string
  number: string
  kind: ErpDeliveryKind
  companyId: number
  on: CalendarDate
  /** Cancelled, or no longer in the ERP. */
  isVoid: boolean
  place: string | null
  lines: DocumentLine[]
}

export interface DocumentLine {
  externalId: string
  productId: number
  orderLine: string | null
  quantity: string
  serials: string[]
  lots?: readonly { lot: string; quantity: string }[]
}

/** An event as a document tells it, with the line it comes from. */
export type DocumentEvent = Omit<ItemEvent, 'id'> & { lineKey: string; deliveryId: number; connectionId: number; document: string }

const KINDS: Record<ErpDeliveryKind, EventKind> = { delivery: 'delivered', loan: 'loaned', consignment: 'deposited', return: 'returned', consumption: 'consumed' }

/**
 * The events a document stands for: one per serial number, one per lot, and one for the quantity of a line that has
 * neither. A negative quantity is the opposite document. A cancelled document stands for none.
 */
export function documentEvents(document: DeliveryDocument): DocumentEvent[] {
  return document.isVoid ? [] : document.lines.flatMap((line) => lineEvents(document, line))
}

function lineEvents(document: DeliveryDocument, line: DocumentLine): DocumentEvent[] {
  const stated = quantity(line.quantity)
  const kind = compareQuantities(stated, '0') < 0 ? (document.kind === 'consumption' ? 'unconsumed' : 'returned') : KINDS[document.kind]
  const lineKey = `${document.connectionId}/${document.externalId}/${line.externalId}`
  const common = {
    lineKey,
    deliveryId: document.deliveryId,
    connectionId: document.connectionId,
    document: document.number,
    kind,
    on: document.on,
    isCancelled: false,
    productId: line.productId,
    companyId: document.companyId,
    place: document.place,
    orderLine: line.orderLine,
    facts: {},
  }
  // what takes back or sells finds its items itself
  const keyed = (sourceKey: string, itemKey: string) => ({ sourceKey, itemKey: kind === 'returned' || isConsumption({ kind }) ? null : itemKey })

  const serials = [...new Map(line.serials.filter((serial) => serial.trim()).map((serial) => [serialKey(serial), serial.trim()]))]
  const whole = taken(magnitude(stated), String(serials.length))
  const lots = lotsOf(line)
  const facts = lots.length === 1 && !isSome(whole) ? { lot: lots[0].lot } : {}
  const single = serials.map(([key, serial]): DocumentEvent => {
    const threadKey = serialThread(line.productId, serial)
    return { ...common, ...keyed(`${lineKey}/${key}`, threadKey), threadKey, serial, quantity: '1', facts }
  })
  if (!isSome(whole)) return single

  const threadKey = quantityThread(line.productId, document.companyId)
  const byLot = lots.map(({ key, lot, amount }): DocumentEvent => {
    return { ...common, ...keyed(`${lineKey}@${key}`, `${lineKey}@${key}`), threadKey, serial: null, quantity: amount, facts: { lot } }
  })
  const rest = lots.reduce((left, { amount }) => taken(left, amount), whole)
  if (!isSome(rest)) return [...single, ...byLot]
  return [...single, ...byLot, { ...common, ...keyed(`${lineKey}#1`, `${lineKey}#1`), threadKey, serial: null, quantity: rest }]
}

/** The lots of a line, each once. */
function lotsOf({ lots = [] }: DocumentLine): { key: string; lot: string; amount: Quantity }[] {
  const found = new Map<string, { key: string; lot: string; amount: Quantity }>()
  for (const one of lots) {
    const [key, lot, amount] = [serialKey(one.lot), one.lot.trim(), magnitude(quantity(one.quantity))]
    if (lot && isSome(amount)) found.set(key, { key, lot, amount: added(found.get(key)?.amount ?? '0', amount) })
  }
  return [...found.values()]
}
