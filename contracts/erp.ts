import type { CalendarDate } from '#shared/calendar/calendar_date'
import type {
  Decimal,
  ErpCompany,
  ErpCurrency,
  ErpCustomer,
  ErpDelivery,
  ErpInvoice,
  ErpOrder,
  ErpPayment,
  ErpPaymentTerm,
  ErpPriceList,
  ErpProduct,
  ErpSite,
  ErpStockLevel,
  ErpTaxCode,
} from '#contracts/erp_records'
import type { ErpIntake, ErpOrderAbilities, ErpStockAbilities, ErpStockMove, OrderToPlace, StockMoveToPost } from '#contracts/erp_outgoing'

export type * from '#contracts/erp_records'
export type * from '#contracts/erp_outgoing'

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

  /** Orders of customers on their way into the ERP; absent where it takes none from us. */
  readonly orders?: ErpIntake<OrderToPlace, ErpOrder>

  /** Issues from stock and their reversals; absent where the ERP takes none from us. */
  readonly stock?: ErpIntake<StockMoveToPost, ErpStockMove>

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
  /** Orders can be placed from here; absent when not. */
  orders?: ErpOrderAbilities
  /** Stock can be issued from here; absent when not. */
  stock?: ErpStockAbilities
  /** An invoice can name somebody else who pays it; absent when the payer is lost or only stands in its text. */
  payers?: boolean
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
  /** Who pays, when it is not the customer; `id` is null where the ERP does not know that company. */
  payer?: { id: string | null; name: string }
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
