import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ItemEvent, Ownership } from '#installed_base/rules/item_event'
import { NOT_INVOICED, type Invoicing } from '#installed_base/rules/invoicing'
import { NOWHERE, type Location } from '#installed_base/rules/location'
import type { Quantity } from '#installed_base/rules/quantity'

export type ItemStatus = 'expected' | 'in_transit' | 'delivered' | 'installed' | 'returned' | 'exchanged' | 'scrapped' | 'lost' | 'resold' | 'voided'

/** One stretch of days during which a company held the item, half-open: `to` is the first day it no longer did. */
export interface Holding {
  companyId: number
  from: CalendarDate
  to: CalendarDate | null
}

/** Days during which it was a component of another item, half-open. */
export interface Attachment {
  parentKey: string
  from: CalendarDate
  to: CalendarDate | null
}

/** What one event did to the item. */
export interface Step {
  event: ItemEvent
  quantity: Quantity
  fromCompanyId: number | null
  toCompanyId: number | null
  fromPlace: string | null
  toPlace: string | null
  toLocation: Location
}

/** An item as its events say it is. */
export interface ItemState {
  itemKey: string
  threadKey: string
  productId: number
  serial: string | null
  /** As documents tell it; null leaves it to people. */
  lot: string | null
  /** Key of the quantity it was parted from. */
  partOf: string | null
  status: ItemStatus
  ownership: Ownership
  companyId: number
  /** Who received it from us last, even when somebody else holds it now. */
  orderingCompanyId: number
  place: string | null
  location: Location
  orderLine: string | null
  /** What the company still holds. */
  quantity: Quantity
  deliveredQuantity: Quantity
  deliveredOn: CalendarDate
  installedOn: CalendarDate | null
  returnedOn: CalendarDate | null
  warrantyStartsOn: CalendarDate | null
  /** The last day of a loan; undefined while no event told it. */
  expectedBackOn: CalendarDate | null | undefined
  replacedByKey: string | null
  isOpen: boolean
  /** What people took back before the ERP said so; the ERP's return then only confirms it. */
  unconfirmed: Quantity
  /** The cancelled delivery of an item that somebody works with: a person decides what is true. */
  reviewOf: number | null
  invoicing: Invoicing
  steps: Step[]
  holdings: Holding[]
  attachments: Attachment[]
}

/** The item that a delivery, a loan or a registration brings into being. */
export function born(event: ItemEvent): ItemState {
  const ownership = event.facts.ownership ?? (event.kind === 'loaned' ? 'loaned' : event.kind === 'deposited' ? 'consigned' : 'owned')
  return {
    itemKey: event.itemKey!,
    threadKey: event.threadKey,
    productId: event.productId,
    serial: event.serial,
    lot: event.facts.lot ?? null,
    partOf: null,
    status: 'delivered',
    ownership,
    companyId: event.companyId,
    orderingCompanyId: event.facts.orderingCompanyId ?? event.companyId,
    place: event.place,
    location: event.facts.location ?? NOWHERE,
    orderLine: event.orderLine,
    quantity: event.quantity,
    deliveredQuantity: event.quantity,
    deliveredOn: event.on,
    installedOn: null,
    returnedOn: null,
    warrantyStartsOn: ownership === 'owned' ? event.on : null,
    expectedBackOn: event.facts.expectedBackOn,
    replacedByKey: null,
    isOpen: true,
    unconfirmed: '0',
    reviewOf: null,
    invoicing: NOT_INVOICED,
    steps: [arrival(event)],
    holdings: [{ companyId: event.companyId, from: event.on, to: null }],
    attachments: [],
  }
}

/** The item of a delivery that was cancelled before anybody did anything with it. */
export function neverWas(event: ItemEvent): ItemState {
  return { ...born(event), status: 'voided', isOpen: false, quantity: '0', warrantyStartsOn: null, holdings: [] }
}

/** What a delivery does to an item that nobody held. */
export function arrival(event: ItemEvent): Step {
  return {
    event,
    quantity: event.quantity,
    fromCompanyId: null,
    toCompanyId: event.companyId,
    fromPlace: null,
    toPlace: event.place,
    toLocation: event.facts.location ?? NOWHERE,
  }
}

/** The holdings once somebody else, or nobody, holds the item from a day on; a stay of no day leaves no trace. */
export function handedOver(holdings: Holding[], companyId: number | null, on: CalendarDate): Holding[] {
  const last = holdings.at(-1)
  const closed = last && last.to === null ? [...holdings.slice(0, -1), { ...last, to: on }] : holdings
  const kept = closed.filter(({ from, to }) => to === null || from < to)
  return companyId === null ? kept : [...kept, { companyId, from: on, to: null }]
}

/** The attachments once the item is built into another from a day on, or into none. */
export function builtInto(attachments: Attachment[], parentKey: string | null, on: CalendarDate): Attachment[] {
  const closed = attachments.map((one) => (one.to === null ? { ...one, to: on } : one)).filter(({ from, to }) => from < to!)
  return parentKey === null ? closed : [...closed, { parentKey, from: on, to: null }]
}

/** The item it is built into now, by key. */
export function parentKeyOf({ attachments }: Pick<ItemState, 'attachments'>): string | null {
  const last = attachments.at(-1)
  return last && last.to === null ? last.parentKey : null
}
