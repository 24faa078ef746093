import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ItemEvent } from '#installed_base/rules/item_event'
import { quantityThread, serialKey, serialThread } from '#installed_base/rules/keys'
import { compareQuantities, isSome, magnitude, quantity, taken } from '#installed_base/rules/quantity'

/** A delivery, loan or return as the ERP tells it, with the company it concerns here. */
export interface DeliveryDocument {
  connectionId: number
  deliveryId: number
  externalId: string
  number: string
  kind: 'delivery' | 'return' | 'loan'
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
}

/** An event as a document tells it, with the line it comes from. */
export type DocumentEvent = Omit<ItemEvent, 'id'> & { lineKey: string; deliveryId: number; connectionId: number; document: string }

const KINDS = { delivery: 'delivered', loan: 'loaned', return: 'returned' } as const

/**
 * The events a document stands for: one per serial number, and one for the quantity of a
 * line that has no serial numbers. A negative quantity on a delivery is a return. A
 * cancelled document stands for none.
 */
export function documentEvents(document: DeliveryDocument): DocumentEvent[] {
  return document.isVoid ? [] : document.lines.flatMap((line) => lineEvents(document, line))
}

function lineEvents(document: DeliveryDocument, line: DocumentLine): DocumentEvent[] {
  const stated = quantity(line.quantity)
  const isBack = document.kind === 'return' || compareQuantities(stated, '0') < 0
  const lineKey = `${document.connectionId}/${document.externalId}/${line.externalId}`
  const common = {
    lineKey,
    deliveryId: document.deliveryId,
    connectionId: document.connectionId,
    document: document.number,
    kind: isBack ? ('returned' as const) : KINDS[document.kind],
    on: document.on,
    isCancelled: false,
    productId: line.productId,
    companyId: document.companyId,
    place: document.place,
    orderLine: line.orderLine,
    facts: {},
  }

  const serials = [...new Map(line.serials.filter((serial) => serial.trim()).map((serial) => [serialKey(serial), serial.trim()]))]
  const single = serials.map(([key, serial]): DocumentEvent => {
    const threadKey = serialThread(line.productId, serial)
    return { ...common, sourceKey: `${lineKey}/${key}`, threadKey, itemKey: isBack ? null : threadKey, serial, quantity: '1' }
  })

  const rest = taken(magnitude(stated), String(serials.length))
  if (!isSome(rest)) return single
  const threadKey = quantityThread(line.productId, document.companyId)
  return [...single, { ...common, sourceKey: `${lineKey}#1`, threadKey, itemKey: isBack ? null : `${lineKey}#1`, serial: null, quantity: rest }]
}
