import { calendarDate } from '#shared/calendar/calendar_date'
import { documentEvents, type DeliveryDocument, type DocumentEvent } from '#installed_base/rules/document_events'
import type { EventKind, ItemEvent } from '#installed_base/rules/item_event'
import { serialThread } from '#installed_base/rules/keys'

/** A delivery document of one line, said briefly. */
export function document(
  number: string,
  on: string,
  line: { serials?: string[]; quantity?: string; productId?: number; orderLine?: string; lots?: Record<string, string> },
  more: Partial<DeliveryDocument> = {}
): DeliveryDocument {
  return {
    connectionId: 1,
    deliveryId: 1,
    externalId: number,
    number,
    kind: 'delivery',
    companyId: 10,
    on: calendarDate(on),
    isVoid: false,
    place: null,
    lines: [
      {
        externalId: '1',
        productId: line.productId ?? 5,
        orderLine: line.orderLine ?? null,
        quantity: line.quantity ?? String(line.serials?.length ?? 1),
        serials: line.serials ?? [],
        lots: Object.entries(line.lots ?? {}).map(([lot, quantity]) => ({ lot, quantity })),
      },
    ],
    ...more,
  }
}

/** The stored events of documents, numbered in the order they are given. */
export function recordedFrom(...documents: DeliveryDocument[]): ItemEvent[] {
  return documents.flatMap(documentEvents).map((event: DocumentEvent, at) => ({ ...event, id: at + 1 }))
}

/** What a person recorded about serial A of product 5. */
export function byHand(kind: EventKind, on: string, id: number, more: Partial<ItemEvent> = {}): ItemEvent {
  const key = serialThread(5, 'A')
  return {
    id,
    sourceKey: `hand/${id}`,
    threadKey: key,
    itemKey: key,
    kind,
    on: calendarDate(on),
    isCancelled: false,
    productId: 5,
    serial: 'A',
    companyId: 10,
    quantity: '1',
    place: null,
    orderLine: null,
    facts: {},
    ...more,
  }
}
