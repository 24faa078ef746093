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

  /**
   * Understands rows that were kept as the ERP wrote them, without asking it; absent where records are kept as
   * understood. `known` is what it said of itself.
   */
  remap?<E extends ErpEntity>(entity: E, raw: unknown[], known: ErpDescription): Promise<Pick<ErpPage<ErpRecords[E]>, 'records' | 'unreadable'>>

  /** The record, or null when the ERP says it does not exist. */
  readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null>

  /** Every invoice the ERP holds under our reference, drafts included, cancelled ones not. */
  findInvoices(reference: string): Promise<ErpInvoice[]>

  /**
   * Creates the invoice and makes it legally valid; resumes a draft that an earlier call
   * left under the same reference. The caller has looked the reference up just before:
   * `draft` is what it found, null when there was nothing; left out when it did not look.
   */
  postInvoice(invoice: InvoiceToPost, draft?: ErpInvoice | null): Promise<ErpInvoice>

  /** The first day, not before the given one or today, on which an invoice may be dated; absent where the ERP does not say. */
  firstOpenDay?(notBefore: CalendarDate | null): Promise<CalendarDate | null>

  /** Customers on their way into the ERP; absent where the ERP takes none from us, which `limits` then says. */
  readonly customers?: ErpCustomerIntake

  /** A link to the record's screen in the ERP, or null. */
  linkTo(entity: ErpEntity, id: string): string | null

  /** Ends sessions and sockets. */
  close(): Promise<void>
}

export type ErpEntity = keyof ErpRecords

/** The order in which entities are read, so that what a record refers to is there before it. */
export const ERP_ENTITIES = [
  'company',
  'currency',
  'tax_code',
  'payment_term',
  'site',
  'customer',
  'product',
  'price_list',
  'stock_level',
  'order',
  'delivery',
  'invoice',
  'payment',
] as const satisfies ErpEntity[]

/** What every ERP offers; an ERP that offers more names all it offers in its description. */
export const CORE_ENTITIES = ['customer', 'product', 'order', 'delivery', 'invoice'] as const satisfies ErpEntity[]

/** The entities an ERP offers, in the order of reading. */
export function offeredBy({ offers }: Pick<ErpDescription, 'offers'>): ErpEntity[] {
  const offered = new Set<ErpEntity>(offers ?? CORE_ENTITIES)
  return ERP_ENTITIES.filter((entity) => offered.has(entity))
}

export interface ErpRecords {
  company: ErpCompany
  currency: ErpCurrency
  tax_code: ErpTaxCode
  payment_term: ErpPaymentTerm
  site: ErpSite
  customer: ErpCustomer
  product: ErpProduct
  price_list: ErpPriceList
  stock_level: ErpStockLevel
  order: ErpOrder
  delivery: ErpDelivery
  invoice: ErpInvoice
  payment: ErpPayment
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
  /** What may be done to customers from here; absent when nothing. */
  customers?: ErpCustomerAbilities
}

export interface ErpCustomerAbilities {
  creates: boolean
  /** The facts that can be changed; none when customers cannot be changed. */
  updates: CustomerField[]
  /** The ERP itself refuses a change made against an older version; else the record is only read again just before. */
  checksVersion: boolean
}

/** Facts of a customer that may go both ways; the address is the customer's first one. */
export const CUSTOMER_FIELDS = [
  'name',
  'taxId',
  'email',
  'phone',
  'website',
  'language',
  'street',
  'postalCode',
  'city',
  'country',
] as const

export type CustomerField = (typeof CUSTOMER_FIELDS)[number]
export type CustomerValues = Record<CustomerField, string | null>
/** The facts to change and no others; null empties one. */
export type CustomerChanges = Partial<CustomerValues>

export interface CustomerToCreate extends CustomerValues {
  /** Short, stable and searchable in the ERP, at most 20 characters. */
  reference: string
  name: string
}

/** What an ERP offers that takes customers from us. Every call answers with the record as it then stands. */
export interface ErpCustomerIntake {
  /** Every customer the ERP holds under our reference. */
  find(reference: string): Promise<ErpCustomer[]>
  /** Creates the customer. The caller has looked the reference up before. */
  create(customer: CustomerToCreate): Promise<ErpCustomer>
  /**
   * Changes these facts and no others. `version` is what `ErpCustomer.version` said when the record was read.
   *
   * @throws {ErpRefused} with the code `changed_meanwhile` when the record has another version by now
   */
  update(id: string, changes: CustomerChanges, version: string | null): Promise<ErpCustomer>
}

export interface ErpDescription {
  name: string
  version: string
  company: string
  currency: string
  /** IANA zone in which the ERP's calendar days are meant. */
  timeZone: string
  capabilities: ErpCapabilities
  /** The entities that can be read; `CORE_ENTITIES` when absent. Reading another one gives an empty page. */
  offers?: ErpEntity[]
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

/** A company of the ERP, in whose books invoices are posted. */
export interface ErpCompany {
  id: string
  code: string
  name: string
  taxId: string | null
  /** Of its books. */
  currency: string
  /** ISO 3166 two letters, or empty. */
  country: string
  isActive: boolean
}

export interface ErpCurrency {
  id: string
  /** ISO 4217. */
  code: string
  name: string
  /** Decimals of its minor unit: 0 for JPY, 2 for EUR, 3 for TND. */
  exponent: number
  isActive: boolean
}

export interface ErpTaxCode {
  id: string
  /** What an invoice line names in `taxCode`. */
  code: string
  name: string
  /** Null where the tax is not a share of the net. */
  percent: Decimal | null
  /** Country or region of the tax, or null. */
  area: string | null
  /** First and last day on which it may be used, or null. */
  validFrom: CalendarDate | null
  validUntil: CalendarDate | null
  isActive: boolean
}

export interface ErpPaymentTerm {
  id: string
  /** What an invoice names in `paymentTerm`. */
  code: string
  name: string
  isActive: boolean
  /** When which share of the total is due, in order; empty where the ERP does not say. */
  instalments: ErpInstalment[]
}

export interface ErpInstalment {
  /** Of the total, in per cent; null for what is left. */
  percent: Decimal | null
  /** After the invoice date. */
  days: number
  isEndOfMonth: boolean
}

/** A place of the company that invoices or keeps stock. */
export interface ErpSite {
  id: string
  /** What an invoice names in `site`. */
  code: string
  name: string
  companyId: string | null
  /** One line of text, or null. */
  place: string | null
  /** Invoices may be posted for it. */
  isInvoicing: boolean
  hasStock: boolean
  isActive: boolean
}

export interface ErpPriceList {
  id: string
  code: string
  name: string
  currency: string
  includesTax: boolean
  isActive: boolean
  /** First and last day, or null. */
  validFrom: CalendarDate | null
  validUntil: CalendarDate | null
  lines: ErpPriceListLine[]
}

export interface ErpPriceListLine {
  id: string
  productId: string
  /** The price holds from this quantity on. */
  fromQuantity: Decimal
  unitPrice: Decimal
  validFrom: CalendarDate | null
  validUntil: CalendarDate | null
}

/** What of a product lies at a site. */
export interface ErpStockLevel {
  id: string
  productId: string
  siteId: string
  quantity: Decimal
  /** Not promised to anybody; null where the ERP does not say. */
  available: Decimal | null
  /** When the ERP last changed it, ISO instant; null where the ERP only says what is there now. */
  asOf: string | null
}

/** Money of a customer that settles invoices, or its reversal with negative amounts. */
export interface ErpPayment {
  id: string
  number: string
  customerId: string
  kind: 'payment' | 'reversal'
  paidOn: CalendarDate
  currency: string
  /** Minor units, in the currency of the invoices. */
  amountCents: number
  /** Undone in the ERP without a reversal of its own. */
  isCancelled: boolean
  /** As the ERP calls it: transfer, direct debit. */
  method: string | null
  /** What the payer wrote, or null. */
  reference: string | null
  /** The invoices it settles and with how much; what is left of it settles nothing yet. */
  shares: ErpPaymentShare[]
}

export interface ErpPaymentShare {
  id: string
  invoiceId: string
  amountCents: number
}

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
  /** The ERP's identifiers of what was agreed with the customer, where it says so. */
  paymentTermId?: string | null
  priceListId?: string | null
  /** Our reference when the customer came from here. */
  reference?: string | null
  /** Changes whenever the record does, where the ERP has such a thing. */
  version?: string | null
  /** ISO instant of the last change, where the ERP says it. */
  changedAt?: string | null
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
  /** What is still open of each is known only where the ERP says so. */
  dueDates: { on: CalendarDate; amountCents: number; openCents?: number | null }[]
  /** The ERP's identifier of the invoice that this one credits, where it says so. */
  creditsId?: string | null
  siteId?: string | null
  /** Given for credit notes where the ERP offers them, so that what they credit is known. */
  lines?: ErpInvoiceLine[] | null
}

export interface ErpInvoiceLine {
  id: string
  productId: string | null
  description: string
  netCents: number
  /** The position, counted from one, of the line that it credits in that invoice, where the ERP says so. */
  creditsPosition?: number | null
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
  /** Codes of the ERP, when the customer's own term or the ERP's own site must not be used. */
  paymentTerm?: string | null
  site?: string | null
  /** Our references of the posted invoices that this credit note takes back. */
  credits?: string[]
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
