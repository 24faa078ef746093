import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Location } from '#installed_base/rules/location'
import type { Quantity } from '#installed_base/rules/quantity'

/** What the ERP tells by a document line. */
export const ERP_KINDS = ['delivered', 'loaned', 'deposited', 'returned', 'consumed', 'unconsumed'] as const

/** What the ERP's invoices and credit notes tell of things that were lent or left on consignment. */
export const INVOICE_KINDS = ['invoiced', 'credited', 'doubted'] as const

/** What a person records about an item. */
export const HAND_KINDS = [
  'registered',
  'installed',
  'moved',
  'transferred',
  'handed_back',
  'bought',
  'exchanged',
  'resold',
  'scrapped',
  'lost',
  'lent',
  'consigned',
  'extended',
  'attached',
  'detached',
  'split',
  'noted',
  'corrected',
  'kept',
  'voided',
] as const

export type EventKind = (typeof ERP_KINDS)[number] | (typeof INVOICE_KINDS)[number] | (typeof HAND_KINDS)[number]
export type Ownership = 'owned' | 'loaned' | 'consigned' | 'rented'

/** Why it is not clear what an invoice or credit note means: it may mean several things, a part, an unknown order, or several of what it credits. */
export type Doubt = 'several' | 'part' | 'order' | 'credit'

/** What only some kinds of event say. */
export interface EventFacts {
  ownership?: Ownership
  /** Key of the item that took the place of an exchanged one. */
  replacedBy?: string
  /** Key of the item that a component is built into. */
  parentKey?: string
  /** Who received it from us, where that is not who holds it: a dealer. */
  orderingCompanyId?: number
  /** The last day of a loan. */
  expectedBackOn?: CalendarDate | null
  location?: Location
  companyId?: number
  place?: string | null
  quantity?: Quantity
  deliveredOn?: CalendarDate
  /** The lot that a document names. */
  lot?: string
  /** The mirrored invoice or credit note that tells it. */
  erpInvoiceId?: number
  doubt?: Doubt
}

/**
 * A fact in the life of items, as it is recorded once and for ever. Items are computed
 * from these alone, in the order of their dates, never in the order they became known.
 */
export interface ItemEvent {
  /** The order in which facts became known; 0 before it is stored. */
  id: number
  sourceKey: string
  threadKey: string
  /** The item it creates or concerns; null for a return by quantity, which finds its items itself. */
  itemKey: string | null
  kind: EventKind
  on: CalendarDate
  /** The document was cancelled or lost this line; nothing of it counts. */
  isCancelled: boolean
  productId: number
  serial: string | null
  companyId: number
  quantity: Quantity
  place: string | null
  /** The ERP's identifier of the order line, by which a return finds its delivery first. */
  orderLine: string | null
  facts: EventFacts
}

/** Why an event has no effect yet. */
export type WaitingFor = 'delivery' | 'other_holder' | 'quantity' | 'item' | 'consignment'

/** Kinds that bring an item into being. */
export const ORIGINS: readonly EventKind[] = ['delivered', 'loaned', 'deposited', 'registered']
const REMARKS: readonly EventKind[] = ['noted', 'kept', 'voided']

/** Whether the event brings an item into being. */
export function isOrigin(event: ItemEvent): boolean {
  return ORIGINS.includes(event.kind)
}

/** Whether a notice of the ERP says that goods on consignment were used, or were not after all. */
export function isConsumption(event: Pick<ItemEvent, 'kind'>): boolean {
  return event.kind === 'consumed' || event.kind === 'unconsumed'
}

/** Whether an invoice or credit note of the ERP tells it. */
export function isOfInvoice(event: Pick<ItemEvent, 'kind'>): boolean {
  return (INVOICE_KINDS as readonly EventKind[]).includes(event.kind)
}

/** Whether the event may part an item of its own, named by its source key, from a quantity. */
export function bearsPart(event: Pick<ItemEvent, 'kind' | 'serial'>): boolean {
  return event.kind === 'split' || (isConsumption(event) && event.serial === null)
}

/** Whether a person recorded it. */
export function isByHand(event: ItemEvent): boolean {
  return (HAND_KINDS as readonly EventKind[]).includes(event.kind)
}

/** Whether the event proves that somebody worked with the item, so that it cannot silently vanish. */
export function isTrace(event: ItemEvent): boolean {
  return isByHand(event) && !event.isCancelled && !REMARKS.includes(event.kind)
}
