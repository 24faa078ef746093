import type { CalendarDate } from '#shared/calendar/calendar_date'

/**
 * What the house asks of any ERP. One implementation per ERP lives in `app/erp/connectors`;
 * every one passes the suite in `tests/contract/erp_connector.ts`.
 *
 * Failures come in five families (`app/erp/errors`): `ErpUnavailable` (nothing was done,
 * try again later), `ErpOutcomeUnknown` (it may have been done: look before sending again),
 * `ErpRefused` (a business rule of the ERP; a person decides), `ErpAccessDenied` (wrong
 * credentials or rights), `ErpGibberish` (the answer is not what its protocol promises).
 */
export interface ErpConnector {
  /** Who answers, which abilities it has and what it cannot do. Also the connection test. */
  describe(): Promise<ErpDescription>

  /** The ERP's own clock, ISO instant in UTC; the next window of changes starts from here. */
  serverTime(): Promise<string>

  /**
   * One page of the records of an entity changed since an instant (all when null), in
   * keyset order. `after` is the cursor of the previous page, opaque to the caller.
   * A record that cannot be understood is reported in `unreadable`, never dropped.
   */
  readPage<E extends ErpEntity>(entity: E, request: ErpPageRequest): Promise<ErpPage<ErpRecords[E]>>

  /** One page of the keys that exist now, deactivated ones included, for the sweep that notices vanished records. */
  readKeys(entity: ErpEntity, after: string | null, limit: number): Promise<{ keys: string[]; next: string | null }>

  /** The record, or null when the ERP says it does not exist. */
  readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null>

  /** Every invoice the ERP holds under our reference, drafts included, cancelled ones not. */
  findInvoices(reference: string): Promise<ErpInvoice[]>

  /**
   * Creates the invoice and makes it legally valid; resumes a draft that an earlier call
   * left under the same reference. The caller has looked the reference up before.
   */
  postInvoice(invoice: InvoiceToPost): Promise<ErpInvoice>

  /** A link to the record's screen in the ERP, or null. */
  linkTo(entity: ErpEntity, id: string): string | null

  /** Ends sessions and sockets. */
  close(): Promise<void>
}

export type ErpEntity = 'customer' | 'product' | 'order' | 'delivery' | 'invoice'

/** The order in which entities are read, so that what a record refers to is there before it. */
export const ERP_ENTITIES = ['customer', 'product', 'order', 'delivery', 'invoice'] as const satisfies ErpEntity[]

export interface ErpRecords {
  customer: ErpCustomer
  product: ErpProduct
  order: ErpOrder
  delivery: ErpDelivery
  invoice: ErpInvoice
}

export interface ErpCapabilities {
  changedSince: boolean
  tombstones: boolean
  fullKeySweep: boolean
  externalReferenceSearchable: boolean
  externalReferenceUnique: boolean
  idempotencyHeader: boolean
  draftThenPost: boolean
  /** Invoices that may be posted at the same time; 1 means strictly one after another. */
  concurrentPosts: number
  /** Decimals a unit price may carry. */
  unitPriceDecimals: number
}

export interface ErpDescription {
  name: string
  version: string
  company: string
  currency: string
  /** IANA zone in which the ERP's calendar days are meant. */
  timeZone: string
  capabilities: ErpCapabilities
  /** What is impossible on this ERP and why, as sentences for a person. */
  limits: string[]
}

export interface ErpPageRequest {
  since: string | null
  after: string | null
  limit: number
}

export interface ErpPage<T> {
  records: T[]
  unreadable: { id: string; reason: string; raw: unknown }[]
  /** Cursor of the next page, null after the last one. */
  next: string | null
}

/** Decimal text with a point, never a float: `12.3400`. */
export type Decimal = string

export interface ErpAddress {
  id: string
  street: string
  postalCode: string
  city: string
  /** ISO 3166 two letters, or empty. */
  country: string
  isActive: boolean
}

export interface ErpContact {
  id: string
  name: string
  email: string | null
  phone: string | null
}

export interface ErpCustomer {
  id: string
  number: string
  name: string
  taxId: string | null
  email: string | null
  phone: string | null
  website: string | null
  /** Two letters, or null. */
  language: string | null
  isActive: boolean
  /** The ERP refuses new invoices or deliveries for this customer. */
  isBlocked: boolean
  addresses: ErpAddress[]
  contacts: ErpContact[]
}

export interface ErpProduct {
  id: string
  number: string
  name: string
  unit: string
  isActive: boolean
  /** Each unit carries its own serial number. */
  isSerialised: boolean
  isService: boolean
  listPrice: Decimal | null
  currency: string | null
  /** Code of the contract model whose contract is born when this product is sold. */
  contractModel: string | null
}

export interface ErpOrder {
  id: string
  number: string
  customerId: string
  orderedOn: CalendarDate | null
  state: 'draft' | 'confirmed' | 'done' | 'cancelled'
  currency: string
  customerReference: string | null
  lines: ErpOrderLine[]
}

export interface ErpOrderLine {
  id: string
  position: number
  productId: string | null
  description: string
  quantity: Decimal
  unitPrice: Decimal
  isCancelled: boolean
}

export interface ErpDelivery {
  id: string
  number: string
  kind: 'delivery' | 'return' | 'loan'
  customerId: string
  deliveredOn: CalendarDate
  isCancelled: boolean
  /** Where the goods stand: one line of text, or null. */
  place: string | null
  lines: ErpDeliveryLine[]
}

export interface ErpDeliveryLine {
  id: string
  position: number
  productId: string
  orderLineId: string | null
  quantity: Decimal
  serials: string[]
}

export interface ErpInvoice {
  id: string
  /** The legal number; null while the invoice is a draft. */
  number: string | null
  /** Our reference when the invoice came from here. */
  reference: string | null
  customerId: string
  state: 'draft' | 'posted' | 'paid' | 'cancelled'
  issuedOn: CalendarDate | null
  currency: string
  /** Minor units; credit notes are negative. */
  netCents: number
  taxCents: number
  totalCents: number
  openCents: number
  lineCount: number
  dueDates: { on: CalendarDate; amountCents: number }[]
}

export interface InvoiceToPost {
  /** Short, stable and searchable in the ERP, at most 20 characters. */
  reference: string
  customerId: string
  /** Null lets the ERP date it today. */
  issuedOn: CalendarDate | null
  currency: string
  /** Minor units; negative for a credit note. The sum of the lines. */
  netCents: number
  text: string
  lines: InvoiceLineToPost[]
}

export interface InvoiceLineToPost {
  productId: string | null
  description: string
  /** Decimal text; quantity × unitPrice may differ from netCents by rounding, and then netCents holds. */
  quantity: Decimal
  unitPrice: Decimal
  netCents: number
  /** The ERP's tax code when the line must not use the product's own. */
  taxCode: string | null
}
