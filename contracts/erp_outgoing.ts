import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Decimal } from '#contracts/erp_records'

/**
 * Documents of one kind on their way into an ERP. `Sent` is what we ask for, `Held` what the
 * ERP then holds under our reference.
 */
export interface ErpIntake<Sent, Held> {
  /** Every document the ERP holds under our reference, drafts included, cancelled ones not. */
  find(reference: string): Promise<Held[]>
  /**
   * Creates the document and makes it count; resumes or replaces the draft that an earlier
   * call left. `draft` is what the caller has found under the reference just before.
   */
  post(document: Sent, draft: Held | null): Promise<Held>
}

/** An order of a customer that the ERP shall fulfil. */
export interface OrderToPlace {
  /** Short, stable and searchable in the ERP, at most 20 characters. */
  reference: string
  customerId: string
  /** Null lets the ERP date it today. */
  orderedOn: CalendarDate | null
  /** The day on which the customer wants the goods, or null. */
  requestedOn: CalendarDate | null
  currency: string
  text: string
  lines: OrderLineToPlace[]
}

export interface OrderLineToPlace {
  productId: string
  description: string
  /** Decimal text, above zero. */
  quantity: Decimal
  /** Without tax; the ERP multiplies. */
  unitPrice: Decimal
}

/** Goods that leave the stock for our work, or come back into it; one product, one serial number at most. */
export interface StockMoveToPost {
  /** Short, stable and searchable in the ERP, at most 20 characters. */
  reference: string
  kind: 'issue' | 'reversal'
  /** The issue that a reversal takes back: the ERP's key of it and our reference. */
  reverses: { id: string; reference: string } | null
  /** Null lets the ERP date it today. */
  movedOn: CalendarDate | null
  /** Where the goods go, for an ERP that wants a customer named; null where nobody is. */
  customerId: string | null
  siteId: string
  /** A bin or a location within the site, in the ERP's own words, or null. */
  location: string | null
  productId: string
  /** Decimal text, above zero, whichever way it moves. */
  quantity: Decimal
  /** Serial or lot number, or null. */
  serial: string | null
  text: string
}

/** A move of stock that the ERP holds under our reference. */
export interface ErpStockMove {
  id: string
  number: string
  reference: string | null
  kind: 'issue' | 'reversal'
  state: 'draft' | 'done' | 'cancelled'
  movedOn: CalendarDate | null
  siteId: string
  productId: string
  /** Above zero, whichever way it moved. */
  quantity: Decimal
  serial: string | null
}

export interface ErpOrderAbilities {
  /** An order that was placed counts at once; else a person in the ERP confirms it. */
  confirms: boolean
}

export interface ErpStockAbilities {
  reverses: boolean
  /** Serial and lot numbers are told. */
  serials: boolean
  /** A bin or location within the site is told. */
  locations: boolean
}
